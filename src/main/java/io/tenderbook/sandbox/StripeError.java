package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal in Stripe's words. Thrown, it also undoes what the request had changed. */
final class StripeError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String DOCUMENTATION = "https://stripe.com/docs/error-codes/";

    private final int status;
    private final transient ObjectNode error = JsonNodeFactory.instance.objectNode();

    private StripeError(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        error.put("message", message);
        error.put("type", type);
    }

    static StripeError of(int status, String type, String message) {
        return new StripeError(status, type, message);
    }

    static StripeError invalid(String message) {
        return of(400, "invalid_request_error", message);
    }

    static StripeError parameterMissing(String name) {
        return invalid("Missing required param: " + name + ".")
                .code("parameter_missing")
                .param(name);
    }

    static StripeError parameterUnknown(String name) {
        return invalid("Received unknown parameter: " + name)
                .code("parameter_unknown")
                .param(name);
    }

    /** An id in the URL that names nothing. */
    static StripeError notFound(Family family, String id, String param) {
        return missing(404, family, id, param);
    }

    /** An id in a parameter that names nothing. */
    static StripeError unknownReference(Family family, String id, String param) {
        return missing(400, family, id, param);
    }

    private static StripeError missing(int status, Family family, String id, String param) {
        return of(status, "invalid_request_error", "No such " + family.label() + ": '" + id + "'")
                .code("resource_missing")
                .param(param);
    }

    static StripeError card(String code, String param, String message) {
        return of(402, "card_error", message).code(code).param(param);
    }

    /** What the issuer of a declining test card says. */
    static StripeError declined(String declineCode) {
        StripeError declined = of(
                        402,
                        "card_error",
                        declineCode.equals("insufficient_funds")
                                ? "Your card has insufficient funds."
                                : "Your card was declined.")
                .code("card_declined");
        declined.error.put("decline_code", declineCode);
        declined.error.put("advice_code", "try_again_later");
        declined.error.put("network_decline_code", declineCode.equals("insufficient_funds") ? "51" : "01");
        return declined;
    }

    StripeError code(String code) {
        error.put("code", code);
        error.put("doc_url", DOCUMENTATION + code.replace('_', '-'));
        return this;
    }

    StripeError param(String param) {
        error.put("param", param);
        return this;
    }

    StripeError with(String name, ObjectNode object) {
        error.set(name, object);
        return this;
    }

    /** The members of {@code error}; a copy. */
    ObjectNode error() {
        return error.deepCopy();
    }

    Answer answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("error", error());
        return new Answer(status, body);
    }
}
