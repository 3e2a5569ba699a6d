package io.tenderbook.paymentmethod;

/** The one word that sums a payment method up; of several that hold, the first in this order. The schema describes them. */
public enum PaymentMethodStatus {
    DETACHED,
    CUSTOMER_DELETED,
    INACTIVE,
    MANDATE_INACTIVE,
    EXPIRED,
    EXPIRING,
    ACTIVE
}
