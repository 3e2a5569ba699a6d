package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import java.util.List;

/**
 * How the provider's word differed from what was recorded.
 *
 * @param externalId the provider's id of the object
 * @param created whether nothing was recorded of it before
 * @param fields what differed, by the field names of the schema; empty if it is new
 */
public record Difference(Kind kind, String externalId, boolean created, List<String> fields) {
    /**
     * Whether nothing but the provider's own form of the object differs, which it does by itself where an event was
     * written by another version of the provider's API than an answer.
     */
    public boolean isOfFormOnly() {
        return !created && fields.equals(List.of(FORM));
    }

    static final String FORM = "rawData";

    static Difference created(Kind kind, String externalId) {
        return new Difference(kind, externalId, true, List.of());
    }

    static Difference in(Kind kind, String externalId, List<String> fields) {
        return new Difference(kind, externalId, false, List.copyOf(fields));
    }
}
