package io.tenderbook.paymentmethod;

/** How a record came to be; the schema describes them. */
public enum PaymentMethodSource {
    ATTACH,
    CREATE,
    WEBHOOK,
    IMPORT
}
