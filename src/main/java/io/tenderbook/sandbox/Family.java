package io.tenderbook.sandbox;

/** The kinds of things that are kept: what their collection is called, how their ids begin, how Stripe's errors name them. */
enum Family {
    CUSTOMERS("customers", "cus_", "customer"),
    PAYMENT_METHODS("payment_methods", "pm_1", "PaymentMethod"),
    MANDATES("mandates", "mandate_1", "mandate"),
    SETUP_INTENTS("setup_intents", "seti_1", "setupintent"),
    EVENTS("events", "evt_1", "event"),
    WEBHOOK_ENDPOINTS("webhook_endpoints", "we_1", "webhook endpoint"),
    /** Answers kept for their idempotency key; the key is the id. */
    REPLAYS("replays", "", "idempotency key");

    private static final int SHORT = 14;
    private static final int LONG = 23;

    private final String collection;
    private final String prefix;
    private final String label;

    Family(String collection, String prefix, String label) {
        this.collection = collection;
        this.prefix = prefix;
        this.label = label;
    }

    String collection() {
        return collection;
    }

    String label() {
        return label;
    }

    String newId() {
        return prefix + StripeIds.random(prefix.endsWith("1") ? LONG : SHORT);
    }
}
