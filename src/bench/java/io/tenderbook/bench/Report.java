package io.tenderbook.bench;

import io.tenderbook.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results so far, as a table for people and as JSON; written anew with every line, so that a run that is cut off has some. */
final class Report {
    private static final String HEAD = """
            | case | unit | median | least to most | p50 / p99, ms | limit in this run | ratio | target | cores busy: all / program | |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    private final Path directory;
    private final Map<String, String> conditions = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();

    Report(Settings settings) {
        directory = settings.directory();
        conditions.put("at", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        conditions.put("machine", Machine.description());
        conditions.put("load average before", String.valueOf(Machine.load()));
        conditions.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        if (settings.quick()) {
            conditions.put("QUICK", "short warm-up, short measurements, few customers: not for publication");
        }
    }

    /**
     * How the database carries out one statement.
     *
     * @param of the operation that it belongs to
     */
    record Plan(String of, String statement, String plan) {}

    void condition(String name, String value) {
        conditions.put(name, value);
    }

    Figure add(Figure figure) {
        figures.add(figure);
        System.out.println(new Line(figure).text());
        write();
        return figure;
    }

    void add(Plan plan) {
        plans.add(plan);
        write();
    }

    Optional<Figure> find(String name) {
        return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
    }

    private void write() {
        var text = new StringBuilder();
        conditions.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        text.append('\n').append(HEAD);
        figures.forEach(figure -> text.append(new Line(figure).text()).append('\n'));
        plans.forEach(plan -> text.append(
                "\n%s\n\n```sql\n%s\n```\n```\n%s\n```\n".formatted(plan.of(), plan.statement(), plan.plan())));
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("results.md"), text);
            Files.writeString(
                    directory.resolve("results.json"),
                    Json.writePretty(Map.of("conditions", conditions, "figures", figures, "plans", plans)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
