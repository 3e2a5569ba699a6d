package io.tenderbook.stripe;

import com.stripe.StripeClient;
import io.micronaut.context.annotation.Context;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderKey;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One Stripe client for each connector, with its own key, account and address; remade when these change. Made at the start:
 * the JDK asks for its settings once, when anybody makes the first connection.
 */
@Context
final class StripeClients {
    private static final int CONNECT_MILLIS = 2_000;

    /** As many calls at once as leave their connections to the next ones; the JDK, left to itself, keeps five. */
    private static final String IDLE_CONNECTIONS = "256";

    // Tries are made and counted by StripeCaller; the JDK would repeat a POST on a connection gone stale without a
    // word.
    static {
        System.setProperty("sun.net.http.retryPost", "false");
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", IDLE_CONNECTIONS);
        }
    }

    private final ConnectorSecrets secrets;
    private final StripeConfiguration configuration;
    private final Map<UUID, Keyed> clients = new ConcurrentHashMap<>();

    StripeClients(ConnectorSecrets secrets, StripeConfiguration configuration) {
        this.secrets = secrets;
        this.configuration = configuration;
    }

    private record Keyed(String apiKey, @Nullable String account, StripeClient client) {
        boolean isFor(Connector connector, String key) {
            return apiKey.equals(key) && Objects.equals(account, connector.account());
        }
    }

    StripeClient of(Connector connector) {
        String apiKey = secrets.apiKey(connector);
        return clients.compute(
                        connector.id(),
                        (id, known) -> known != null && known.isFor(connector, apiKey)
                                ? known
                                : new Keyed(
                                        apiKey,
                                        connector.account(),
                                        client(apiKey, connector.account(), connector.sandbox())))
                .client;
    }

    /** A client for a key that no connector has yet. */
    StripeClient of(ProviderKey key, @Nullable String account) {
        return client(key.text(), account, key.sandbox());
    }

    private StripeClient client(String apiKey, @Nullable String account, boolean sandbox) {
        var builder = StripeClient.builder()
                .setApiKey(apiKey)
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxNetworkRetries(0);
        if (account != null) {
            builder.setStripeAccount(account);
        }
        String base = configuration.base(sandbox);
        if (sandbox && base == null) {
            throw new ProviderException.Unavailable("The sandbox does not run, and this connector lives there.");
        }
        return base == null ? builder.build() : builder.setApiBase(base).build();
    }
}
