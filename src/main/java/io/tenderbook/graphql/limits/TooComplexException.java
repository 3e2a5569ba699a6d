package io.tenderbook.graphql.limits;

/** More is asked for than one request may ask. The message tells the caller how much, and what to do. */
public final class TooComplexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooComplexException(String message) {
        super(message, null, false, false);
    }
}
