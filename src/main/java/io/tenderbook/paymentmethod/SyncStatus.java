package io.tenderbook.paymentmethod;

/** How a record stands to the provider's; the schema describes them. */
public enum SyncStatus {
    IN_SYNC,
    UNVERIFIED,
    PENDING,
    MISSING
}
