package io.tenderbook.sync;

/** A repair cannot go on. What it has done stands. The message is one plain sentence that tells a person what to do. */
public final class RepairStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RepairStopped(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
