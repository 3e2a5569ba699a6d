package io.tenderbook.provider;

import java.util.List;

/**
 * Where deliveries go, and what they have to be signed with.
 *
 * @param secrets the endpoint's live secrets, newest first, of which any may have signed; empty when none is known yet
 */
public record DeliveryTarget(Connector connector, List<String> secrets) {
    /** Without the secrets: it may end up in a log. */
    @Override
    public String toString() {
        return "DeliveryTarget[" + connector.name() + ", " + secrets.size() + " secrets]";
    }
}
