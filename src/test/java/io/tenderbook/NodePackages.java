package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public GraphQL clients and tools of {@code src/test/node}, run by Node as their users run them. Where there is no
 * Node, tests that need it are skipped; in CI ({@code CI=true}) they are not where {@code npm} is there.
 */
public final class NodePackages {
    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path HOME = TestDirectory.of("node");
    private static final long PATIENCE_SECONDS = 300;

    private static @Nullable Boolean installed;

    private NodePackages() {}

    /**
     * Runs a script of {@code src/test/node} and returns what it printed.
     *
     * @param environment more variables for it, such as the server's address
     */
    public static String run(String script, Map<String, String> environment) {
        install();
        try {
            Files.copy(SOURCE.resolve(script), HOME.resolve(script), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return succeeded(List.of("node", script), environment);
    }

    /** Runs a command that a package brings, in {@link #home()}, and returns what it printed. */
    public static String command(String name, String... arguments) {
        install();
        String program = HOME.resolve("node_modules/.bin").resolve(name).toString();
        return succeeded(Stream.concat(Stream.of(program), Stream.of(arguments)).toList(), Map.of());
    }

    /** The folder in which scripts and commands run. */
    public static Path home() {
        return HOME;
    }

    private static synchronized void install() {
        assumeTrue(isOnPath("node") && isOnPath("npm"), "no Node with npm on the PATH: install it to run these tests");
        if (installed == null) {
            installed = false;
            try {
                Files.createDirectories(HOME);
                for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
                    Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            var outcome = outcome(List.of("npm", "ci", "--ignore-scripts"), Map.of());
            assumeTrue(outcome.code() == 0 || "true".equals(System.getenv("CI")), "npm cannot install: " + outcome);
            assertEquals(0, outcome.code(), outcome.output());
            installed = true;
        }
        assertTrue(installed, "npm could not install the packages");
    }

    private static String succeeded(List<String> command, Map<String, String> environment) {
        var outcome = outcome(command, environment);
        assertEquals(0, outcome.code(), outcome.output());
        return outcome.output();
    }

    private record Outcome(int code, String output) {}

    private static Outcome outcome(List<String> command, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile(HOME, "output", ".txt");
            var builder = new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return fail(String.join(" ", command) + " did not end: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .anyMatch(Files::isExecutable);
    }
}
