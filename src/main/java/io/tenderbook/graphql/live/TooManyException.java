package io.tenderbook.graphql.live;

/** There is no room for more at the moment. Its message goes to the caller. */
public final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooManyException(String message) {
        super(message);
    }
}
