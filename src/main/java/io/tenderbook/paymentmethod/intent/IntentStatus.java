package io.tenderbook.paymentmethod.intent;

/** How far an intent has come. */
public enum IntentStatus {
    /** Under way, or left for the janitor. */
    OPEN,
    /** Its effect is recorded. */
    DONE,
    /** The provider was not reached, or refused it whole: nothing happened. */
    NOT_SENT,
    /** The provider refused it, or it could not be settled in time; the reason says which. */
    FAILED,
    /** Something newer was asked for or done before it was known to have been sent; the provider was read instead. */
    SUPERSEDED
}
