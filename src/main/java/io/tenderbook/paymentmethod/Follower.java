package io.tenderbook.paymentmethod;

/** An event that is being followed, and wants to know how it ends. */
public interface Follower {
    /**
     * Called inside the transaction that holds the effect, so that both commit together.
     *
     * @return whether the event was still open; if it was not, the effect is not made once more
     */
    boolean settled(Settlement settlement);

    /** For an event that was handed on: called when all is done, outside of any transaction. */
    void ended(Progress progress);

    /** For an event that was handed on: called instead of {@link #ended} when that failed. */
    void failed(RuntimeException failure);
}
