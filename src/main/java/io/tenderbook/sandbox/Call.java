package io.tenderbook.sandbox;

import java.util.List;

/**
 * A request that has found its route.
 *
 * @param ids those of the path, from left to right
 */
record Call(Request request, Work work, List<String> ids) {

    String id() {
        return ids.getFirst();
    }

    FormParameters parameters() {
        return request.parameters();
    }

    Events events() {
        return new Events(request, work);
    }
}
