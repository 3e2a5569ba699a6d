package io.tenderbook.graphql;

/** A request that no answer fits, such as a cursor that is none of ours. Its message goes to the caller. */
public final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadRequestException(String message) {
        super(message);
    }
}
