package io.tenderbook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Java program in a process of its own: the one under test, or one that it is held against. */
final class Subject implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final long POLL_MILLIS = 3;

    private final Process process;
    private final Path log;
    private final int port;
    private final long startedAt;

    private Subject(Process process, Path log, int port, long startedAt) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.startedAt = startedAt;
    }

    /**
     * How to start it.
     *
     * @param arguments those of {@code java}
     * @param environment what is set beside what this process has
     * @param port where it will listen
     * @param log where its output goes
     */
    record Start(List<String> arguments, Map<String, String> environment, int port, Path log) {
        Subject run() {
            try {
                Files.createDirectories(log.toAbsolutePath().getParent());
                var command = new ArrayList<String>();
                command.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
                command.addAll(arguments);
                var builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
                builder.environment().putAll(environment);
                long now = System.nanoTime();
                Process process = builder.start();
                // Should this process be told to stop, nothing of it is left.
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
                return new Subject(process, log, port, now);
            } catch (IOException failure) {
                throw new IllegalStateException("the program did not start", failure);
            }
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    long pid() {
        return process.pid();
    }

    /** How many lines of its log hold this. */
    long logged(String text) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Asks until the answer is a success. Returns how long that took from the start of the process. */
    Duration awaitAnswer(HttpRequest request) {
        try (var http = HttpClient.newHttpClient()) {
            while (process.isAlive() && elapsed().toSeconds() < PATIENCE_SECONDS) {
                try {
                    if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return elapsed();
                    }
                } catch (IOException notYet) {
                    Interruption.sleep(POLL_MILLIS);
                }
            }
        } catch (InterruptedException interrupted) {
            throw Interruption.of(interrupted);
        }
        throw new IllegalStateException("The program does not answer; see " + log);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    static HttpRequest.Builder post(URI uri, String body) {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    /** Asks it to end, as an operating system does; who does not is ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            throw Interruption.of(interrupted);
        }
    }
}
