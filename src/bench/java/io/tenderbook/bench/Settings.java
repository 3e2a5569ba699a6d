package io.tenderbook.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a run was asked for.
 *
 * @param program the directory with the program and, in {@code lib}, its libraries, as its image has them
 * @param directory where logs and results go
 * @param cases the names of the wanted cases; empty for all
 * @param quick whether figures may be rough: for work on one thing, never to be published
 */
record Settings(Path program, Path directory, List<String> cases, boolean quick) {
    private static final String ALL = "all";

    static Settings ofSystemProperties() {
        var cases = Arrays.stream(System.getProperty("benchmark.cases", ALL).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals(ALL))
                .toList();
        String quick = System.getProperty("benchmark.quick", "false");
        return new Settings(
                Path.of(System.getProperty("benchmark.program", "target/program")),
                Path.of(System.getProperty("benchmark.directory", "target/benchmark")),
                cases,
                quick.isEmpty() || Boolean.parseBoolean(quick));
    }

    boolean wants(String name) {
        return cases.isEmpty() || cases.contains(name);
    }

    /** Before the first figure of a JVM on a path through the program. */
    Duration warmUp() {
        return Duration.ofSeconds(quick ? 8 : 60);
    }

    /** The same where the compilers have more to do than for a read: they would still take part in what is measured. */
    Duration longWarmUp() {
        return warmUp().multipliedBy(2);
    }

    /** Before the first figure of a case whose path an earlier case has warmed up in the same JVM. */
    Duration warmUpAgain() {
        return Duration.ofSeconds(quick ? 2 : 15);
    }

    Duration measurement() {
        return Duration.ofSeconds(quick ? 4 : 10);
    }

    int repeats() {
        return quick ? 2 : 3;
    }

    int customersAtFirst() {
        return 10_000;
    }

    int customers() {
        return quick ? 20_000 : 100_000;
    }
}
