package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;

/** {@code created=…} or {@code created[gt|gte|lt|lte]=…}, in seconds since 1970. */
final class CreatedFilter {
    private CreatedFilter() {}

    static Predicate<ObjectNode> of(FormParameters parameters) {
        if (parameters.names("created").isEmpty()) {
            Long exactly = parameters.integer("created");
            return object -> exactly == null || created(object) == exactly;
        }
        long from = Math.max(bound(parameters, "gte", Long.MIN_VALUE), 1 + bound(parameters, "gt", Long.MIN_VALUE));
        long to = Math.min(bound(parameters, "lte", Long.MAX_VALUE), bound(parameters, "lt", Long.MAX_VALUE) - 1);
        return object -> created(object) >= from && created(object) <= to;
    }

    private static long bound(FormParameters parameters, String relation, long none) {
        Long bound = parameters.integer("created", relation);
        return bound == null ? none : bound;
    }

    private static long created(ObjectNode object) {
        return object.path("created").longValue();
    }
}
