package io.tenderbook.paymentmethod;

/** What happened to a payment method; the schema describes each. */
public enum ChangeKind {
    CREATED,
    ATTACHED,
    UPDATED,
    MOVED,
    DETACHED,
    CUSTOMER_DELETED,
    DEFAULT_SET,
    DEFAULT_CLEARED,
    EXPIRING,
    EXPIRED
}
