package io.tenderbook.cli;

import io.tenderbook.platform.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command prints: for people, or as one JSON value for programs. */
final class Output {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Print one JSON value, for programs.")
    private boolean json;

    /** Rows with the same names in the same order. */
    void table(List<? extends Map<String, ?>> rows, String ifEmpty) {
        if (json) {
            print(Json.writePretty(rows));
        } else if (rows.isEmpty()) {
            print(ifEmpty);
        } else {
            print(aligned(rows));
        }
    }

    /** One thing with its properties. */
    void object(Map<String, ?> properties) {
        if (json) {
            print(Json.writePretty(properties));
        } else {
            int width =
                    properties.keySet().stream().mapToInt(String::length).max().orElse(0);
            properties.forEach((name, value) -> print(padded(words(name), width) + "  " + text(value)));
        }
    }

    /** For people alone. */
    void remark(String sentence) {
        if (!json) {
            print(sentence);
        }
    }

    private void print(String text) {
        PrintWriter out = command.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private static String aligned(List<? extends Map<String, ?>> rows) {
        var names = List.copyOf(rows.getFirst().keySet());
        var lines = new ArrayList<List<String>>();
        lines.add(names.stream().map(Output::words).toList());
        rows.forEach(
                row -> lines.add(names.stream().map(row::get).map(Output::text).toList()));
        int[] widths = IntStream.range(0, names.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream()
                .map(line -> IntStream.range(0, widths.length)
                        .mapToObj(column -> padded(line.get(column), widths[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** A name as programs know it, for people: {@code lastUsed} as last used. */
    private static String words(String name) {
        return name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : Objects.requireNonNullElse(value, "").toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
