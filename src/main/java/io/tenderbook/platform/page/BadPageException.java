package io.tenderbook.platform.page;

/** A caller asked for a page that cannot be. Its message goes to the caller. */
public final class BadPageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadPageException(String message) {
        super(message);
    }
}
