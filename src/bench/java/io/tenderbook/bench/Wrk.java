package io.tenderbook.bench;

import io.tenderbook.platform.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The load generator, <a href="https://github.com/wg/wrk">wrk</a>, with the scripts beside this program. */
final class Wrk {
    private static final Path SCRIPTS = Path.of("src/bench/wrk");
    private static final String RESULT = "RESULT ";
    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Wrk() {}

    /**
     * One kind of request.
     *
     * @param script a file of the scripts
     * @param variables what the script asks its environment for
     */
    record Request(String url, String script, Map<String, String> variables) {}

    /** @throws IllegalStateException if it is not to be had */
    static void require() {
        try {
            new ProcessBuilder("wrk", "--version").start().waitFor();
        } catch (IOException absent) {
            throw new IllegalStateException(
                    "The load generator is missing: install the package wrk (4.1 or newer, with LuaJIT).", absent);
        } catch (InterruptedException interrupted) {
            throw Interruption.of(interrupted);
        }
    }

    /** How many threads send over so many connections. */
    static int threads(int connections) {
        return Math.min(THREADS, connections);
    }

    /** Sends for so long, each connection one request after the other. */
    static Load run(Request request, int connections, Duration time) {
        var builder = new ProcessBuilder(
                        "wrk",
                        "--connections",
                        Integer.toString(connections),
                        "--threads",
                        Integer.toString(threads(connections)),
                        "--duration",
                        time.toSeconds() + "s",
                        "--timeout",
                        "30s",
                        "--script",
                        request.script(),
                        request.url())
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(request.variables());
        builder.environment().put("BENCH_THREADS", Integer.toString(threads(connections)));
        try {
            return run(builder, time.plus(PATIENCE));
        } catch (IOException failure) {
            throw new IllegalStateException("wrk did not run", failure);
        } catch (InterruptedException interrupted) {
            throw Interruption.of(interrupted);
        }
    }

    private static Load run(ProcessBuilder builder, Duration atMost) throws IOException, InterruptedException {
        Process process = builder.start();
        try {
            // What it writes fits the pipe, so that it need not be read meanwhile.
            if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("wrk did not end");
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output.lines()
                    .filter(line -> line.startsWith(RESULT))
                    .findFirst()
                    .map(line -> Load.read(Json.parse(line.substring(RESULT.length()))))
                    .orElseThrow(() -> new IllegalStateException("wrk said: " + output));
        } finally {
            process.destroyForcibly();
        }
    }
}
