package io.tenderbook.sandbox;

/** A list that is kept up to date, so that reading one customer's payment methods does not read everybody's. */
record Listing(Family family, String name) {

    static Listing all(Family family) {
        return new Listing(family, family.collection());
    }

    static Listing paymentMethodsOf(String customer) {
        return new Listing(Family.PAYMENT_METHODS, "payment_methods-of-" + customer);
    }
}
