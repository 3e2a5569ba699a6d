package io.tenderbook.provider;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** Where a provider delivers its events. Calls block, and fail with a {@link ProviderException}. */
public interface ProviderEndpoints {
    /** The name that connectors refer to. */
    String provider();

    /** The endpoints of the connector's account, at most 100 of them. */
    ProviderAnswer<List<WebhookEndpoint>> list(Connector connector, ProviderCall call);

    /** Makes one for these types alone. */
    ProviderAnswer<Made> create(Connector connector, URI url, Set<String> types, ProviderCall call);

    /** Removes one; its deliveries end. */
    void delete(Connector connector, String endpointId, ProviderCall call);

    /**
     * A new endpoint.
     *
     * @param secret by which its deliveries are signed; the provider shows it this once
     */
    record Made(WebhookEndpoint endpoint, String secret) {
        /** Leaves the secret out, so that it reaches no log. */
        @Override
        public String toString() {
            return "Made[endpoint=" + endpoint + "]";
        }
    }
}
