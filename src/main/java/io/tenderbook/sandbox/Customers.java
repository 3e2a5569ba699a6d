package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Finding customers. A deleted one keeps its record, so that it is told apart from one that never was. */
final class Customers {
    private static final String DELETED = "deleted";

    private Customers() {}

    /** One that may be deleted. */
    static Kept find(Work work, String id, String param) {
        return work.find(Family.CUSTOMERS, id).orElseThrow(() -> StripeError.notFound(Family.CUSTOMERS, id, param));
    }

    /** The customer of the URL; one that is deleted counts as missing. */
    static Kept living(Work work, String id, String param) {
        return work.find(Family.CUSTOMERS, id)
                .filter(customer -> !isDeleted(customer))
                .orElseThrow(() -> StripeError.notFound(Family.CUSTOMERS, id, param));
    }

    /** The customer of a parameter; one that is deleted counts as missing. */
    static Kept referred(Work work, String id) {
        return work.find(Family.CUSTOMERS, id)
                .filter(customer -> !isDeleted(customer))
                .orElseThrow(() -> StripeError.unknownReference(Family.CUSTOMERS, id, "customer"));
    }

    static boolean isDeleted(Kept customer) {
        return customer.inner().has(DELETED);
    }

    static void markDeleted(Kept customer) {
        customer.inner().put(DELETED, true);
    }

    /** As callers see it: of a deleted customer no more than that. */
    static ObjectNode shown(Kept customer) {
        if (!isDeleted(customer)) {
            return customer.object();
        }
        return Shape.empty().put("id", customer.id()).put("object", "customer").put(DELETED, true);
    }

    static ObjectNode invoiceSettings(Kept customer) {
        return customer.object().withObjectProperty("invoice_settings");
    }

    /** Keeps a changed customer and tells of it, unless nothing changed. */
    static void update(Call call, Kept before, Kept after) {
        ObjectNode previous = Changes.previous(before.object(), after.object());
        if (!previous.isEmpty()) {
            call.work().put(Family.CUSTOMERS, after);
            call.events().record("customer.updated", after, previous);
        }
    }
}
