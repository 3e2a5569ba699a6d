package io.tenderbook.bench;

import io.tenderbook.bench.Machine.Busy;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param unit of the values
 * @param values one for each repeat
 * @param loads what the load generator saw, one for each repeat; empty where none was used
 * @param busy how busy the machine was meanwhile; null where that was not looked at
 * @param limit what the figure is held against, in the same unit; null for none
 * @param target what the ratio or the value should be, for people; empty for none
 * @param notes what else was seen
 * @param objection why this is no figure; empty if it is one
 */
record Figure(
        String name,
        String unit,
        List<Double> values,
        List<Load> loads,
        @Nullable Busy busy,
        @Nullable Limit limit,
        String target,
        String notes,
        String objection) {

    /** What a machine allows at best: another figure of the same run, or a number that follows from the set-up. */
    record Limit(String name, double value) {}

    Figure {
        values = List.copyOf(values);
        loads = List.copyOf(loads);
    }

    static Figure of(String name, String unit, double... values) {
        return of(name, unit, Arrays.stream(values).boxed().toList());
    }

    static Figure of(String name, String unit, Collection<Double> values) {
        return new Figure(name, unit, List.copyOf(values), List.of(), null, null, "", "", "");
    }

    /** A rate; no figure if any request was answered with an error. */
    static Figure of(String name, String unit, List<Load> loads) {
        String objection = loads.stream()
                .map(Load::objection)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return new Figure(name, unit, loads.stream().map(Load::rate).toList(), loads, null, null, "", "", objection);
    }

    static Figure invalid(String name, String objection) {
        return new Figure(name, "", List.of(), List.of(), null, null, "", "", objection);
    }

    Figure meanwhile(Busy seen) {
        return new Figure(name, unit, values, loads, seen, limit, target, notes, objection);
    }

    /** @param wanted for people; empty for none */
    Figure against(Limit held, String wanted) {
        return new Figure(name, unit, values, loads, busy, held, wanted, notes, objection);
    }

    Figure wanted(String wanted) {
        return new Figure(name, unit, values, loads, busy, limit, wanted, notes, objection);
    }

    Figure noted(String note) {
        String all = Stream.of(notes, note).filter(text -> !text.isEmpty()).reduce("", Figure::joined);
        return new Figure(name, unit, values, loads, busy, limit, target, all, objection);
    }

    Figure unless(String reason) {
        return reason.isEmpty()
                ? this
                : new Figure(name, unit, values, loads, busy, limit, target, notes, joined(objection, reason));
    }

    private static String joined(String first, String second) {
        return first.isEmpty() ? second : first + "; " + second;
    }

    boolean valid() {
        return objection.isEmpty() && !values.isEmpty();
    }

    double median() {
        return Statistics.median(values);
    }

    Limit asLimit() {
        return new Limit(name, valid() ? median() : Double.NaN);
    }
}
