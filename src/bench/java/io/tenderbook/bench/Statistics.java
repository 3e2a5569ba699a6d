package io.tenderbook.bench;

import java.util.Collection;

/** What is told of several values. */
final class Statistics {
    private Statistics() {}

    /** Not a number if there are none. */
    static double median(Collection<? extends Number> values) {
        return percentile(values, 50);
    }

    /** The nearest rank, but for the median of an even number, which is the mean of the two in the middle. */
    static double percentile(Collection<? extends Number> values, double percent) {
        double[] sorted =
                values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        double value = sorted[Math.max(1, rank) - 1];
        return percent == 50 && sorted.length % 2 == 0 ? (value + sorted[rank]) / 2 : value;
    }

    static double least(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    static double most(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }
}
