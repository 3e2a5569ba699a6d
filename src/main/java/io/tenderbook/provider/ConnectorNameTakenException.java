package io.tenderbook.provider;

/** The organisation has another connector whose name differs in nothing but case and accents. */
public final class ConnectorNameTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConnectorNameTakenException(Throwable cause) {
        super(cause);
    }
}
