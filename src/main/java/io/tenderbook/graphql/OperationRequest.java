package io.tenderbook.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micronaut.http.HttpParameters;
import io.tenderbook.platform.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation to execute, as the GraphQL over HTTP specification lets a client ask for it.
 *
 * @param operationName which operation of the document; null where it holds only one
 * @param queryOnly whether it must change nothing
 */
public record OperationRequest(
        DocumentReference document,
        @Nullable String operationName,
        Map<String, @Nullable Object> variables,
        Map<String, @Nullable Object> extensions,
        boolean queryOnly) {

    /**
     * Reads the body of a POST.
     *
     * @throws RequestRefusal in our own words, which repeat nothing of the body
     */
    static OperationRequest of(byte[] body) {
        return of(parsed(Utf8.decode(body), "The body"));
    }

    /**
     * Reads the parameters of a request that are a JSON object.
     *
     * @throws RequestRefusal in our own words, which repeat nothing of the object
     */
    public static OperationRequest of(JsonNode json) {
        if (json.isArray()) {
            throw RequestRefusal.badRequest("Send one request at a time: batches are not supported.");
        }
        if (!json.isObject()) {
            throw RequestRefusal.badRequest("The body must be a JSON object.");
        }
        var extensions = members(json.path("extensions"), "extensions");
        return new OperationRequest(
                DocumentReference.of(text(json, "query"), text(json, "documentId"), extensions),
                text(json, "operationName"),
                members(json.path("variables"), "variables"),
                extensions,
                false);
    }

    /**
     * Reads the parameters of a GET.
     *
     * @throws RequestRefusal in our own words, which repeat nothing of the parameters
     */
    static OperationRequest of(HttpParameters parameters) {
        var extensions = members(json(parameters, "extensions"), "extensions");
        return new OperationRequest(
                DocumentReference.of(single(parameters, "query"), single(parameters, "documentId"), extensions),
                single(parameters, "operationName"),
                members(json(parameters, "variables"), "variables"),
                extensions,
                true);
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw RequestRefusal.badRequest(name + " must be a string.");
        }
        return value.textValue();
    }

    private static Map<String, @Nullable Object> members(JsonNode value, String name) {
        if (value.isMissingNode() || value.isNull()) {
            return Map.of();
        }
        if (!value.isObject()) {
            throw RequestRefusal.badRequest(name + " must be a JSON object.");
        }
        return Json.toMap(value);
    }

    private static JsonNode json(HttpParameters parameters, String name) {
        String text = single(parameters, name);
        return text == null ? MissingNode.getInstance() : parsed(text, name);
    }

    private static @Nullable String single(HttpParameters parameters, String name) {
        List<String> values = parameters.getAll(name);
        if (values.size() > 1) {
            throw RequestRefusal.badRequest(name + " must be given once.");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static JsonNode parsed(String text, String what) {
        try {
            return Json.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw RequestRefusal.badRequest(what + " must be JSON, nested no deeper than 1000 levels.");
        }
    }
}
