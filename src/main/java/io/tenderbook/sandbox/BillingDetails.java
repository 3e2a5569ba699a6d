package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

final class BillingDetails {
    static final String[] ADDRESS = {"city", "country", "line1", "line2", "postal_code", "state"};

    private BillingDetails() {}

    static ObjectNode emptyAddress() {
        ObjectNode address = Shape.empty();
        for (String line : ADDRESS) {
            address.putNull(line);
        }
        return address;
    }

    /** Sets what was sent; an emptied field becomes null. */
    static void merge(FormParameters parameters, ObjectNode paymentMethod) {
        ObjectNode details = paymentMethod.withObjectProperty("billing_details");
        parameters.copyTexts(details, List.of("billing_details"), "email", "name", "phone", "tax_id");
        parameters.copyTexts(details.withObjectProperty("address"), List.of("billing_details", "address"), ADDRESS);
    }
}
