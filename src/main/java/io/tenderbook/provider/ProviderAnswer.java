package io.tenderbook.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What a provider answered to a call of ours.
 *
 * @param raw the object as it came, with what the caller asked to be expanded
 * @param knownAsOf the second of the provider's clock that the value is surely not older than: the answer's time less
 *     the whole time that the call took with all its tries
 * @param replayed whether this is the stored answer of an earlier call with the same idempotency key, which says nothing
 *     about now
 */
public record ProviderAnswer<T>(T value, JsonNode raw, Instant knownAsOf, boolean replayed) {}
