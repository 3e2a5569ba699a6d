package io.tenderbook.provider;

import java.time.Instant;

/**
 * When something was made, in whole seconds of the provider's clock.
 *
 * @param from the first second, included
 * @param until the second before which it was made
 */
public record CreatedRange(Instant from, Instant until) {}
