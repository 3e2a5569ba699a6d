package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Metadata is merged name by name; an empty value removes its name, an empty {@code metadata} removes all. */
final class Metadata {
    private static final int MOST_NAMES = 50;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_VALUE = 500;

    private Metadata() {}

    static void merge(FormParameters parameters, ObjectNode object) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (!parameters.has("metadata")) {
            return;
        }
        if (parameters.isEmptied("metadata")) {
            metadata.removeAll();
        } else if (parameters.names("metadata").isEmpty()) {
            throw StripeError.invalid("Invalid hash: metadata takes names and values.")
                    .param("metadata");
        }
        for (String name : parameters.names("metadata")) {
            merge(metadata, name, String.valueOf(parameters.text("metadata", name)));
        }
        if (metadata.size() > MOST_NAMES) {
            throw StripeError.invalid("You can have at most " + MOST_NAMES + " metadata keys.")
                    .param("metadata");
        }
    }

    private static void merge(ObjectNode metadata, String name, String value) {
        if (name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
            throw StripeError.invalid("Metadata keys are at most " + LONGEST_NAME + " and values at most "
                            + LONGEST_VALUE + " characters long.")
                    .param("metadata");
        }
        if (value.isEmpty()) {
            metadata.remove(name);
        } else {
            metadata.put(name, value);
        }
    }
}
