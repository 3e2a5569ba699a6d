package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.platform.Json;

/**
 * One object as it lies in the store.
 *
 * @param sequence grows with every object made, over all accounts: the order of lists, since {@code created} is too coarse
 * @param object what callers see
 * @param inner what they do not see: that a card declines, that a payment method is spent, a signing secret
 */
record Kept(long sequence, ObjectNode object, ObjectNode inner) {

    static Kept parse(String text) {
        ObjectNode all = (ObjectNode) Json.parse(text);
        return new Kept(all.get("sequence").longValue(), (ObjectNode) all.get("object"), (ObjectNode) all.get("inner"));
    }

    String write() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("sequence", sequence);
        all.set("object", object);
        all.set("inner", inner);
        return Json.write(all);
    }

    String id() {
        return object.get("id").textValue();
    }

    /** A copy whose object may be changed without touching this one: the "before" of a change. */
    Kept copy() {
        return new Kept(sequence, object.deepCopy(), inner.deepCopy());
    }
}
