package io.tenderbook.sandbox;

/** The sandbox could not start. The message is one sentence for the operator: what is wrong and what to do. */
public final class SandboxStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SandboxStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
