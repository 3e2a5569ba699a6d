package io.tenderbook.graphql.fetcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.graphql.BadRequestException;
import io.tenderbook.graphql.NamedBatchLoader;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.Json;
import io.tenderbook.webhook.WebhookEvents;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The bodies of events, as many at once as fit into a bounded piece of memory. */
@Singleton
final class WebhookEventPayloadLoader implements NamedBatchLoader<UUID, JsonNode> {
    private static final long MOST_MEBIBYTES = 8;

    private final WebhookEvents events;

    WebhookEventPayloadLoader(WebhookEvents events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "webhookEventPayload";
    }

    @Override
    public Map<UUID, JsonNode> load(Set<UUID> ids, Caller caller) {
        if (events.size(caller.organisationId(), ids) > MOST_MEBIBYTES * 1024 * 1024) {
            throw new BadRequestException("The bodies of these events are larger than " + MOST_MEBIBYTES
                    + " MiB together; ask for fewer events at once.");
        }
        Map<UUID, JsonNode> payloads = new HashMap<>();
        events.payloads(caller.organisationId(), ids).forEach((id, body) -> payloads.put(id, Json.parse(body)));
        return payloads;
    }
}
