package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real program in a process of its own, as a person starts it, with nothing configured but what a test sets. */
public final class Program implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param workingDirectory where it runs and where its output is kept */
    public static Program start(Path workingDirectory, Map<String, String> environment, String... arguments) {
        try {
            Path out = Files.createTempFile(workingDirectory, "out", ".txt");
            Path err = Files.createTempFile(workingDirectory, "err", ".txt");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Application.class.getName()));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command)
                    .directory(workingDirectory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(Program::configuresUs);
            builder.environment().putAll(environment);
            return new Program(builder.start(), out, err);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Waits for the end and answers the exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running; it wrote: " + err() + out());
        }
        return process.exitValue();
    }

    /** Asks it to end, as an operating system does, and waits until it has. */
    public int stop() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** Ends it at once, without a chance to clean up. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
        assertEquals(List.of(), Leaks.inOutput(out() + err()));
    }

    private static boolean configuresUs(String variable) {
        return variable.startsWith("TENDERBOOK_")
                || variable.startsWith("DATASOURCES_")
                || variable.startsWith("STRIPE_")
                || variable.startsWith("OTEL_")
                || variable.startsWith("FLYWAY_")
                || variable.startsWith("MICRONAUT_");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
