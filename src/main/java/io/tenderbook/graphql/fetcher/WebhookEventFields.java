package io.tenderbook.graphql.fetcher;

import io.tenderbook.graphql.TypeFetchers;
import io.tenderbook.graphql.TypeFields;
import io.tenderbook.webhook.WebhookEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

@Singleton
final class WebhookEventFields implements TypeFetchers {
    private final ConnectorLoader connectors;
    private final Clock clock;

    WebhookEventFields(ConnectorLoader connectors, Clock clock) {
        this.connectors = connectors;
        this.clock = clock;
    }

    @Override
    public TypeFields<WebhookEvent> fields() {
        return TypeFields.of(WebhookEvent.class)
                .loaded(
                        "connector",
                        (event, environment) -> connectors.loadFor(event, WebhookEvent::connectorId, environment))
                .value(
                        "age",
                        event -> Math.max(
                                0,
                                Duration.between(event.receivedAt(), clock.instant())
                                        .toSeconds()));
    }
}
