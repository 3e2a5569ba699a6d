package io.tenderbook.paymentmethod;

import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;

/** A customer's default payment method at one connector. */
public record CurrentDefault(
        UUID defaultOf, String connectorName, @Nested PaymentMethod paymentMethod) {}
