package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.platform.page.Page;
import io.tenderbook.webhook.WebhookEvent;
import io.tenderbook.webhook.WebhookEvents;
import jakarta.inject.Singleton;

@Singleton
final class WebhookEventsFetcher implements FieldFetcher<Page<WebhookEvent>> {
    private final WebhookEvents events;

    WebhookEventsFetcher(WebhookEvents events) {
        this.events = events;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "webhookEvents");
    }

    @Override
    public Page<WebhookEvent> get(DataFetchingEnvironment environment) {
        return events.page(
                caller(environment).organisationId(),
                WebhookEventFilters.read(Input.of(environment, "filter")),
                PageArguments.read(environment, WebhookEvent.NEWEST_FIRST));
    }
}
