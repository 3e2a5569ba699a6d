package io.tenderbook.provider;

/** What a provider is asked to do: one for each call of {@link PaymentProvider}. */
enum Operation {
    ATTACH,
    DETACH,
    CREATE_CUSTOMER,
    SET_DEFAULT_PAYMENT_METHOD,
    READ_PAYMENT_METHOD,
    READ_CUSTOMER,
    READ_MANDATE,
    LIST_PAYMENT_METHODS,
    LIST_CUSTOMERS,
    LIST_EVENTS
}
