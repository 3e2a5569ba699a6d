package io.tenderbook.administration;

import io.tenderbook.customer.UserError;

/** How the wish of an admin ended. */
public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    /** Nothing was done. */
    record Rejected<T>(UserError error) implements Outcome<T> {}
}
