package io.tenderbook.http;

import io.micronaut.http.HttpRequest;
import io.tenderbook.platform.RequestId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One error in the shape of GraphQL, which every route of ours answers with. */
record ErrorBody(String message, String code) {
    Map<String, Object> of(HttpRequest<?> request) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("extensions", Map.of("code", code, "requestId", requestId(request)));
        return Map.of("errors", List.of(error));
    }

    static String requestId(HttpRequest<?> request) {
        return request.getAttribute(RequestId.ATTRIBUTE, RequestId.class)
                .map(RequestId::value)
                .orElse("none");
    }
}
