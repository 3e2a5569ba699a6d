package io.tenderbook.sync;

/**
 * How often the records of a connector were found not to be what the provider said.
 *
 * @param found all that were found, healed ones included
 * @param healed those of them whose records say what the provider says since
 */
public record DriftCounts(long found, long healed) {
    static final DriftCounts NONE = new DriftCounts(0, 0);
}
