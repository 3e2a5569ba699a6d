package io.tenderbook.bench;

import java.util.List;
import java.util.Locale;

/** A figure as a line of a Markdown table. */
record Line(Figure figure) {
    String text() {
        var cells = figure.valid()
                ? List.of(
                        figure.name(),
                        figure.unit(),
                        number(figure.median()),
                        number(Statistics.least(figure.values())) + " to " + number(Statistics.most(figure.values())),
                        times(),
                        limit(),
                        ratio(),
                        figure.target(),
                        busy(),
                        oneLine(figure.notes()))
                : List.of(figure.name(), figure.unit(), "INVALID", "", "", "", "", "", "", oneLine(figure.objection()));
        return "| " + String.join(" | ", cells) + " |";
    }

    private String times() {
        var loads = figure.loads();
        return loads.isEmpty()
                ? ""
                : number(Statistics.median(loads.stream().map(Load::p50).toList()) / 1e3) + " / "
                        + number(Statistics.median(loads.stream().map(Load::p99).toList()) / 1e3);
    }

    private String limit() {
        var limit = figure.limit();
        return limit == null ? "" : number(limit.value()) + ": " + limit.name();
    }

    private String ratio() {
        var limit = figure.limit();
        return limit == null ? "" : String.format(Locale.ROOT, "%.3f", figure.median() / limit.value());
    }

    private String busy() {
        var busy = figure.busy();
        return busy == null ? "" : String.format(Locale.ROOT, "%.2f / %.2f", busy.machine(), busy.program());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " / ").replace("|", "\\|");
    }

    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
    }
}
