package io.tenderbook.graphql;

import io.micronaut.http.HttpStatus;

/** A request that is no GraphQL request. Its message goes to the caller. */
public final class RequestRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    RequestRefusal(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    static RequestRefusal badRequest(String message) {
        return new RequestRefusal(HttpStatus.BAD_REQUEST, message);
    }

    HttpStatus status() {
        return status;
    }
}
