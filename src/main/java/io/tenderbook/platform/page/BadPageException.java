package io.tenderbook.platform.page;

/** A caller asked for a page that cannot be. Its message goes to the caller. */
public final class BadPageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadPageException(String message) {
        super(message);
    }

    /** A cursor that was not given out for this list; the words do not tell whether there is another that it is of. */
    public static BadPageException noSuchCursor() {
        return new BadPageException(
                "That cursor is not one of this list; take one from an answer to the same field with the same order.");
    }
}
