package io.tenderbook.customer;

/**
 * Carries an expected failure out of the steps of a use case to the one place in it that makes its result; it never leaves
 * the use case.
 */
public final class UserErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient UserError error;

    public UserErrorException(UserError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    public UserError error() {
        return error;
    }
}
