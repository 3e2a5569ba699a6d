package io.tenderbook.graphql.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How many subscriptions this instance serves, and to whom: no organisation can take all the room. */
@Singleton
final class Seats {
    private final LiveSettings settings;
    private final Map<UUID, Integer> taken = new HashMap<>();
    private int total;

    Seats(LiveSettings settings, MeterRegistry registry) {
        this.settings = settings;
        Gauge.builder("tenderbook.subscriptions", this, Seats::total)
                .description("Subscriptions that this instance serves")
                .register(registry);
    }

    /** @throws TooManyException if there is no room for it; otherwise it has to be given back */
    synchronized void take(UUID organisationId) {
        int own = taken.getOrDefault(organisationId, 0);
        if (own >= settings.perOrganisation() || total >= settings.perInstance()) {
            throw new TooManyException("There are too many subscriptions at the moment. End some, or try again later.");
        }
        taken.put(organisationId, own + 1);
        total++;
    }

    synchronized void giveBack(UUID organisationId) {
        taken.computeIfPresent(organisationId, (id, own) -> own == 1 ? null : own - 1);
        total--;
    }

    synchronized int total() {
        return total;
    }
}
