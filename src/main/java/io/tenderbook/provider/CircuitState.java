package io.tenderbook.provider;

/** Whether a connector's provider is being asked at all. */
public enum CircuitState {
    /** It is. */
    CLOSED,
    /** It fails and is left alone for a while; every call is refused at once. */
    OPEN,
    /** A few calls are let through to see whether it is back. */
    HALF_OPEN
}
