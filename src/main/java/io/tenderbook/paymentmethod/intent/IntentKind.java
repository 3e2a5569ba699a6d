package io.tenderbook.paymentmethod.intent;

import org.jspecify.annotations.Nullable;

/**
 * The calls that are worth remembering. A new kind of call is a constant here and a step of the room paymentmethod that
 * carries it out.
 */
public enum IntentKind {
    ATTACH,
    DETACH,
    UPDATE,
    SET_DEFAULT,
    CREATE_CUSTOMER,
    DELETE_CUSTOMER,
    /** Bringing in what a customer has at the provider, after it was mapped. It changes nothing there. */
    PULL;

    /**
     * What makes an intent of this kind outdated: whoever asked for that later about the same object does not expect the
     * earlier wish to be carried out afterwards. Null where a late call does no harm: the provider refuses it, or nothing
     * is undone by it.
     */
    @Nullable
    IntentKind outdatedBy() {
        return switch (this) {
            case ATTACH -> DETACH;
            case UPDATE -> UPDATE;
            case SET_DEFAULT -> SET_DEFAULT;
            case DETACH, CREATE_CUSTOMER, DELETE_CUSTOMER, PULL -> null;
        };
    }

    /** The column that says which object an intent of this kind is about. */
    String object() {
        return switch (this) {
            case ATTACH, DETACH, UPDATE -> "payment_method_digest";
            case SET_DEFAULT, CREATE_CUSTOMER, DELETE_CUSTOMER, PULL -> "customer_digest";
        };
    }
}
