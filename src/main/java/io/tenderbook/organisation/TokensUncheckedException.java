package io.tenderbook.organisation;

/** Whether a token is good cannot be told at present, because the issuer's keys cannot be had. Nobody's fault who calls. */
public final class TokensUncheckedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TokensUncheckedException(Throwable cause) {
        super("The keys of the issuer cannot be had", cause);
    }
}
