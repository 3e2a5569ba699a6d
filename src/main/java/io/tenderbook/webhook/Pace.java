package io.tenderbook.webhook;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * How hard the worker goes at it. In a rush of deliveries it leaves them most of the machine: Stripe's documentation asks for
 * an answer before any work that takes time, since a delivery that waits too long counts as failed. Events are not to wait for
 * long either: once they have, the worker goes as hard as it can, whatever comes in.
 *
 * @param batch how many events it applies in one transaction
 * @param rests how many times as long as a transaction took it rests after it
 */
record Pace(int batch, int rests) {
    static final Pace FULL = new Pace(128, 0);

    /** Many short transactions slow all deliveries down a little; a long one lets those that it meets wait. */
    static final Pace SLOW = new Pace(32, 3);

    /** So many deliveries that wait for their answer are a rush. */
    static final int RUSH = 16;

    /** It is over once no more than these wait. */
    private static final int CALM = RUSH / 2;

    static final Duration HELD_UP_AT_MOST = Duration.ofSeconds(15);

    private static final long LONGEST_REST_MILLIS = 100;
    private static final long STEP_MILLIS = 5;

    /** Sleeps for so many milliseconds. */
    interface Sleep {
        void millis(long time) throws InterruptedException;
    }

    /**
     * The right pace now.
     *
     * @param deliveries how many wait for their answer
     * @param delay how long the event that comes first has waited
     */
    static Pace of(int deliveries, Duration delay) {
        return deliveries >= RUSH && delay.compareTo(HELD_UP_AT_MOST) < 0 ? SLOW : FULL;
    }

    /**
     * Rests after a transaction, as long as the rush lasts: one that a single slow write has made is over at once.
     *
     * @param transaction how long it took
     * @param deliveries tells how many wait for their answer
     */
    void restAfter(Duration transaction, IntSupplier deliveries, Sleep sleep) throws InterruptedException {
        long left = Math.min(transaction.toMillis() * rests, LONGEST_REST_MILLIS);
        while (left > 0 && deliveries.getAsInt() > CALM) {
            long step = Math.min(left, STEP_MILLIS);
            sleep.millis(step);
            left -= step;
        }
    }
}
