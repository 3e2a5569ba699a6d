package io.tenderbook.paymentmethod;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event says beside its snapshot.
 *
 * @param eventId the provider's id of the event
 * @param created the provider's clock, whole seconds
 * @param idempotencyKey the key of the call that caused it; null when no call did, or none with a key
 * @param terminal whether it ended the object: detached or deleted
 * @param formerCustomerId whose the object was before a detachment; null when the event does not say
 */
public record EventWord(
        String eventId,
        Instant created,
        @Nullable String idempotencyKey,
        boolean terminal,
        @Nullable String formerCustomerId) {}
