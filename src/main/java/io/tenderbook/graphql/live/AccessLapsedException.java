package io.tenderbook.graphql.live;

/** The caller of something that lasts may no more. Its message goes to the caller. */
public final class AccessLapsedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AccessLapsedException() {
        super("The access that this was begun with has ended.");
    }
}
