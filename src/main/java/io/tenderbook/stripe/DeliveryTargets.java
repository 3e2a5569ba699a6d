package io.tenderbook.stripe;

import io.tenderbook.platform.Gathering;
import io.tenderbook.provider.DeliveryLookup;
import io.tenderbook.provider.DeliveryTarget;
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

    private final DeliveryLookup lookup;
    private final Gathering<Optional<UUID>, Optional<DeliveryTarget>> lookups =
            new Gathering<>(MOST_AT_ONCE, this::find);

    DeliveryTargets(DeliveryLookup lookup) {
        this.lookup = lookup;
    }

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
        return id.map(lookup::byId)
                .orElseGet(() -> lookup.byDefault(StripePaymentProvider.NAME))
                .filter(target -> target.connector().provider().equals(StripePaymentProvider.NAME));
    }
}
