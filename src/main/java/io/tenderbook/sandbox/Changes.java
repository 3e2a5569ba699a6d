package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What an event's {@code previous_attributes} holds. */
final class Changes {
    private Changes() {}

    /** The earlier values of what differs, hash within hash; what is new appears as null. Empty if nothing differs. */
    static ObjectNode previous(ObjectNode before, ObjectNode after) {
        ObjectNode previous = Shape.empty();
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            if (was.equals(is)) {
                continue;
            }
            if (was instanceof ObjectNode oldHash && is instanceof ObjectNode newHash) {
                previous.set(name, previous(oldHash, newHash));
            } else {
                previous.set(name, was.isMissingNode() ? NullNode.getInstance() : was);
            }
        }
        return previous;
    }
}
