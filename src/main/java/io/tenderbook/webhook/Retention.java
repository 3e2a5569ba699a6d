package io.tenderbook.webhook;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.tenderbook.platform.StartRefused;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** How long events are kept once nothing is to be done with them. Checked at the start of the program. */
@Context
final class Retention {
    /**
     * Stripe lists, and may deliver again, events of the last 30 days: one that is forgotten sooner could be applied a second
     * time.
     */
    private static final Duration SHORTEST = Duration.ofDays(31);

    private final Duration kept;

    Retention(@Property(name = "tenderbook.webhooks.retention", defaultValue = "P90D") String written) {
        kept = parsed(written);
        if (kept.compareTo(SHORTEST) < 0) {
            throw new StartRefused("TENDERBOOK_WEBHOOKS_RETENTION is " + written
                    + ", but events are kept for at least 31 days (P31D): Stripe may deliver one again for 30 days, and it"
                    + " must not be applied twice.");
        }
    }

    Duration kept() {
        return kept;
    }

    private static Duration parsed(String written) {
        try {
            return Duration.parse(written.strip());
        } catch (DateTimeParseException malformed) {
            throw new StartRefused(
                    "TENDERBOOK_WEBHOOKS_RETENTION is a duration by ISO 8601 in days, such as P90D, not " + written
                            + ".",
                    malformed);
        }
    }
}
