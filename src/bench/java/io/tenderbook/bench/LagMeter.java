package io.tenderbook.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program's own histogram of {@code tenderbook_webhook_lag_seconds}, which is recorded once an effect has committed. */
final class LagMeter {
    private static final Pattern BUCKET =
            Pattern.compile("tenderbook_webhook_lag_seconds_bucket\\{.*le=\"([^\"]+)\".*} ([0-9.E+]+)");

    private LagMeter() {}

    /** How many were at most so late, by the bound as the program writes it. */
    static Map<String, Double> read(Tenderbook program) {
        Map<String, Double> counts = new LinkedHashMap<>();
        program.metrics()
                .lines()
                .map(BUCKET::matcher)
                .filter(Matcher::matches)
                .forEach(bucket -> counts.put(bucket.group(1), Double.parseDouble(bucket.group(2))));
        return counts;
    }

    /** The bound of the bucket that holds this percentile of what was recorded between two moments, in words. */
    static String percentile(Map<String, Double> before, Map<String, Double> after, double percent) {
        Map<Double, Double> counts = new TreeMap<>();
        after.forEach((bound, count) -> counts.put(
                bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                count - before.getOrDefault(bound, 0.0)));
        double all = counts.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
        return counts.entrySet().stream()
                .filter(bucket -> bucket.getValue() >= all * percent / 100)
                .findFirst()
                .map(bucket -> Line.number(bucket.getKey() * 1e3) + " ms")
                .orElse("unknown");
    }
}
