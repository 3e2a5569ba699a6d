package io.tenderbook.paymentmethod;

import java.time.Duration;

/** How far an event has come. */
public sealed interface Progress {
    record Settled(Settlement settlement) implements Progress {}

    /** Nothing was decided; the same event is to be offered again, not before that time has passed. */
    record Deferred(Duration delay, String reason) implements Progress {}

    /** It waits for a read together with others; the listener is told how that ends. */
    record HandedOn() implements Progress {}
}
