package io.tenderbook.paymentmethod;

import java.util.UUID;

/** A customer's default payment method at one connector. */
public record CurrentDefault(UUID defaultOf, String connectorName, PaymentMethod paymentMethod) {}
