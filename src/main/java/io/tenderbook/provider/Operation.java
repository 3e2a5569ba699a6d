package io.tenderbook.provider;

/** What a provider is asked to do: one for each call of {@link PaymentProvider}. */
enum Operation {
    ATTACH,
    DETACH,
    UPDATE_PAYMENT_METHOD,
    CREATE_CUSTOMER,
    DELETE_CUSTOMER,
    CREATE_SETUP_INTENT,
    SET_DEFAULT_PAYMENT_METHOD,
    READ_PAYMENT_METHOD,
    READ_CUSTOMER,
    READ_SETUP_INTENT,
    READ_MANDATE,
    LIST_PAYMENT_METHODS,
    LIST_CUSTOMERS,
    LIST_EVENTS
}
