package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * @param originalRequest the id of the request that was answered so first, where this is a replay
 */
record Answer(int status, ObjectNode body, @Nullable String originalRequest) {

    Answer(int status, ObjectNode body) {
        this(status, body, null);
    }

    static Answer ok(ObjectNode body) {
        return new Answer(200, body);
    }

    static Answer ok(Kept kept) {
        return ok(kept.object());
    }
}
