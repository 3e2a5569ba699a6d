package io.tenderbook.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A call as it came over HTTP.
 *
 * @param id ours, {@code req_…}; it stands in the answer's header and in the events that the call causes
 * @param path as sent, still percent-encoded
 */
record Request(
        String id,
        String method,
        String path,
        FormParameters parameters,
        @Nullable String authorization,
        @Nullable String idempotencyKey) {

    boolean isPost() {
        return method.equals("POST");
    }
}
