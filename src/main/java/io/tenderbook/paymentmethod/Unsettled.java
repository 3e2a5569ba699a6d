package io.tenderbook.paymentmethod;

import java.time.Instant;

/**
 * A payment method that a read has shown without its owner, which another read has to confirm.
 *
 * @param readAgainAt the first moment, by our clock, at which a read can confirm it
 */
public record Unsettled(String paymentMethodId, Instant readAgainAt) {}
