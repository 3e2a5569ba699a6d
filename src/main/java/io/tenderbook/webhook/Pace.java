package io.tenderbook.webhook;

import java.time.Duration;

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

    static final Duration HELD_UP_AT_MOST = Duration.ofSeconds(15);

    private static final Duration LONGEST_REST = Duration.ofMillis(250);

    /**
     * The right pace now.
     *
     * @param deliveries how many wait for their answer
     * @param delay how long the event that comes first has waited
     */
    static Pace of(int deliveries, Duration delay) {
        return deliveries >= RUSH && delay.compareTo(HELD_UP_AT_MOST) < 0 ? SLOW : FULL;
    }

    /** The rest after a transaction that took so long. */
    Duration restAfter(Duration transaction) {
        Duration rest = transaction.multipliedBy(rests);
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }
}
