package io.tenderbook.sandbox;

import java.util.Locale;

/** What can go wrong at an account on purpose, each by odds of its own ({@link Faults}). */
public enum Fault {
    /** A request is answered 429 with {@code Retry-After}; nothing was done. */
    RATE_LIMITED,
    /** A request is answered 500; nothing was done. */
    FAILED,
    /** A request is done, and its connection closed without a word. */
    CUT_OFF,
    /** A request is done, its answer held back for a while, and stamped with the {@code Date} of its sending. */
    SLOW,
    /** An event is never delivered; {@code GET /v1/events} shows it. */
    LOST,
    /** An event is delivered once more, a while later. */
    DUPLICATED,
    /** An event is delivered after a while, so that others overtake it. */
    LATE;

    /** As callers over HTTP write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
