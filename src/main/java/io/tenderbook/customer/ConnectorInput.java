package io.tenderbook.customer;

import org.jspecify.annotations.Nullable;

/** Which connector a request means; both null is auto-detection. */
public record ConnectorInput(
        @Nullable String name, @Nullable String referenceId) {
    public static final ConnectorInput AUTO = new ConnectorInput(null, null);
}
