package io.tenderbook.webhook;

/** What became of an event. */
public enum EventStatus {
    /** To be applied, now or at its next attempt. */
    PENDING,
    /** Its effect is in the records. */
    APPLIED,
    /** Something newer was known already. */
    STALE,
    /** Of a type that nobody handles; kept. */
    IGNORED,
    /** Waits until somebody links its customer. */
    UNMAPPED,
    /** Does not belong to the connector it was delivered to; kept without effect. */
    REJECTED,
    /** Failed too often; parked with its reason. */
    DEAD
}
