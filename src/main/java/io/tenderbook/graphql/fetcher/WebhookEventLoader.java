package io.tenderbook.graphql.fetcher;

import io.tenderbook.organisation.Caller;
import io.tenderbook.webhook.WebhookEvent;
import io.tenderbook.webhook.WebhookEvents;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@Singleton
final class WebhookEventLoader implements IdLoader<WebhookEvent> {
    private final WebhookEvents events;

    WebhookEventLoader(WebhookEvents events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "webhookEvent";
    }

    @Override
    public Map<UUID, WebhookEvent> load(Set<UUID> ids, Caller caller) {
        return events.byId(caller.organisationId(), ids);
    }
}
