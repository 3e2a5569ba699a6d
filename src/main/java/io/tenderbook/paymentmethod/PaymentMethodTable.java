package io.tenderbook.paymentmethod;

import java.util.Optional;
import java.util.UUID;

/** Records of payment methods, as those who decide about them see them. */
interface PaymentMethodTable {
    /** Locked until the transaction ends. */
    Optional<PaymentMethod> lock(UUID connectorId, String stripeId);

    void insert(PaymentMethod row);

    void update(PaymentMethod row);
}
