package io.tenderbook.provider;

import io.tenderbook.platform.Deadline;
import io.tenderbook.platform.Ids;
import java.time.Duration;

/**
 * How a call is to be made.
 *
 * @param idempotencyKey one for each intended effect: a repeat with the same key has no second effect
 * @param deadline by when it must be done with all its tries; shared by all calls of one mutation
 * @param background whether nobody waits for its answer: then it does not wait long for its turn either, but is refused
 *     with a time at which to come again
 */
public record ProviderCall(String idempotencyKey, Deadline deadline, boolean background) {
    /** The time that one mutation may take at the provider. */
    private static final Duration MUTATION = Duration.ofSeconds(8);

    public ProviderCall(String idempotencyKey, Deadline deadline) {
        this(idempotencyKey, deadline, false);
    }

    /** The first call of a mutation, or a read on its own. */
    public static ProviderCall start() {
        return new ProviderCall(Ids.next().toString(), Deadline.in(MUTATION));
    }

    /** A read that an event makes necessary. */
    public static ProviderCall ofEvent() {
        return new ProviderCall(Ids.next().toString(), Deadline.in(MUTATION), true);
    }

    /** A call under the same deadline with this key. */
    public ProviderCall keyed(String key) {
        return new ProviderCall(key, deadline, background);
    }

    /** A further call under the same deadline with another effect. */
    public ProviderCall next() {
        return new ProviderCall(Ids.next().toString(), deadline, background);
    }
}
