package io.tenderbook.paymentmethod;

import java.util.UUID;

/** Asked while the payment method's object is locked. */
interface InactiveMandates {
    /**
     * Whether a payment method cannot be debited any more: every mandate that was heard of is inactive, and one was.
     */
    boolean allInactive(UUID connectorId, String paymentMethodId);
}
