package io.tenderbook.graphql.live;

/** There is no room for another subscription now. Its message goes to the caller. */
public final class TooManySubscriptionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySubscriptionsException() {
        super("There are too many subscriptions at the moment. End some, or try again later.");
    }
}
