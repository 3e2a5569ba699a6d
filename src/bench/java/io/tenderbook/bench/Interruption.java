package io.tenderbook.bench;

/** The run was told to stop while it waited. */
final class Interruption {
    private Interruption() {}

    static IllegalStateException of(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("told to stop", interrupted);
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw of(interrupted);
        }
    }
}
