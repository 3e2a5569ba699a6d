package io.tenderbook.stripe;

import io.tenderbook.platform.Gathering;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.Connectors;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where deliveries go, and what they have to be signed with. Nothing is kept from one delivery to the next, so that a secret
 * that was taken away is good for nothing any more; deliveries that come at the same time are looked up together.
 */
@Singleton
final class DeliveryTargets {
    private static final int MOST_AT_ONCE = 64;

    private final Connectors connectors;
    private final ConnectorSecrets secrets;
    private final Gathering<Optional<UUID>, Optional<DeliveryTarget>> lookups =
            new Gathering<>(MOST_AT_ONCE, this::find);

    DeliveryTargets(Connectors connectors, ConnectorSecrets secrets) {
        this.connectors = connectors;
        this.secrets = secrets;
    }

    /** @param secrets the endpoint's live secrets, of which any may have signed */
    record DeliveryTarget(Connector connector, List<String> secrets) {}

    Optional<DeliveryTarget> byId(UUID connectorId) {
        return lookups.ask(Optional.of(connectorId));
    }

    /** Where deliveries go that name no connector. */
    Optional<DeliveryTarget> byDefault() {
        return lookups.ask(Optional.empty());
    }

    private List<Optional<DeliveryTarget>> find(List<Optional<UUID>> asked) {
        Map<Optional<UUID>, Optional<DeliveryTarget>> found = new HashMap<>();
        return asked.stream().map(id -> found.computeIfAbsent(id, this::find)).toList();
    }

    private Optional<DeliveryTarget> find(Optional<UUID> id) {
        return id.map(connectors::byId)
                .orElseGet(() -> connectors.defaultOf(StripePaymentProvider.NAME))
                .filter(connector -> connector.provider().equals(StripePaymentProvider.NAME))
                .map(connector -> new DeliveryTarget(connector, secrets.webhookSecrets(connector)));
    }
}
