package io.tenderbook.paymentmethod;

import org.jspecify.annotations.Nullable;

/**
 * What came of looking at customers and their payment methods.
 *
 * @param customers how many customers of ours were looked at
 * @param methods how many payment methods were looked at
 * @param created how many of both were not recorded before
 * @param changed how many of both differed from their records
 * @param unchanged how many of both were in step already
 * @param unsettled how many payment methods must be looked at again, ten seconds later at the earliest
 * @param skipped how many of both belong to customers of which nothing is recorded, such as unlinked ones
 */
public record Tally(int customers, int methods, int created, int changed, int unchanged, int unsettled, int skipped) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    private static final Tally SKIPPED = new Tally(0, 0, 0, 0, 0, 0, 1);

    static Tally ofCustomer(Progress progress) {
        return of(progress, 1, 0);
    }

    static Tally ofMethod(Progress progress) {
        return of(progress, 0, 1);
    }

    static Tally ofNewCustomer() {
        return new Tally(1, 0, 1, 0, 0, 0, 0);
    }

    static Tally ofSkipped() {
        return SKIPPED;
    }

    private static Tally of(Progress progress, int customers, int methods) {
        return switch (progress) {
            case Progress.Deferred deferred -> new Tally(customers, methods, 0, 0, 0, 1, 0);
            case Progress.HandedOn event -> throw new IllegalStateException("only events are handed on");
            case Progress.Settled settled ->
                switch (settled.settlement()) {
                    case Settlement.Unmapped unmapped -> SKIPPED;
                    case Settlement.Stale stale -> new Tally(customers, methods, 0, 0, 1, 0, 0);
                    case Settlement.Applied applied -> of(applied.difference(), customers, methods);
                };
        };
    }

    private static Tally of(@Nullable Difference difference, int customers, int methods) {
        if (difference == null) {
            return new Tally(customers, methods, 0, 0, 1, 0, 0);
        }
        return difference.created()
                ? new Tally(customers, methods, 1, 0, 0, 0, 0)
                : new Tally(customers, methods, 0, 1, 0, 0, 0);
    }

    /** The same once those that were unsettled were looked at again: they are counted once. */
    public Tally confirmed(Tally again) {
        return new Tally(
                customers,
                methods + Math.max(0, again.methods - unsettled),
                created + again.created,
                changed + again.changed,
                unchanged + again.unchanged,
                again.unsettled,
                skipped + again.skipped);
    }

    public Tally plus(Tally other) {
        return new Tally(
                customers + other.customers,
                methods + other.methods,
                created + other.created,
                changed + other.changed,
                unchanged + other.unchanged,
                unsettled + other.unsettled,
                skipped + other.skipped);
    }
}
