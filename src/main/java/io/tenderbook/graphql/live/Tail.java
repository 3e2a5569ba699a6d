package io.tenderbook.graphql.live;

import io.tenderbook.paymentmethod.PaymentMethodChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The end of an organisation's history as far as this instance has read it, kept for all who follow it. Immutable.
 *
 * @param from the position behind which all changes are held
 * @param to the position up to which all changes are held
 * @param changes those between, oldest first; at most {@link #MOST}
 */
record Tail(long from, long to, List<PaymentMethodChange> changes) {
    static final int MOST = 500;

    /** Holds nothing, because whoever comes now has not missed anything. */
    static Tail at(long position) {
        return new Tail(position, position, List.of());
    }

    /** @param more all changes behind this tail, up to and with a position */
    Tail grown(List<PaymentMethodChange> more, long to) {
        List<PaymentMethodChange> all = new ArrayList<>(changes);
        all.addAll(more);
        int dropped = Math.max(0, all.size() - MOST);
        long start = dropped == 0 ? from : all.get(dropped - 1).position();
        return new Tail(start, to, List.copyOf(all.subList(dropped, all.size())));
    }

    /** Whether it holds everything behind this position. */
    boolean reachesBackTo(long position) {
        return from <= position;
    }

    List<PaymentMethodChange> behind(long position, Predicate<PaymentMethodChange> wanted) {
        return changes.stream()
                .filter(change -> change.position() > position)
                .filter(wanted)
                .toList();
    }
}
