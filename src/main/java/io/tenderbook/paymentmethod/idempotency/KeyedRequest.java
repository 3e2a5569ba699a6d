package io.tenderbook.paymentmethod.idempotency;

import io.tenderbook.organisation.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A mutation as a caller asked for it.
 *
 * @param key the caller's idempotency key; null if the request is not to be told apart from others like it
 * @param input everything that the caller sent, as a value that becomes JSON
 */
public record KeyedRequest(
        Caller caller, String mutation, @Nullable String key, Object input) {}
