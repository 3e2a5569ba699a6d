package io.tenderbook.graphql.fetcher;

import io.tenderbook.webhook.EventStatus;
import io.tenderbook.webhook.WebhookEventFilter;

/** Reads a filter of events. */
final class WebhookEventFilters {
    private WebhookEventFilters() {}

    static WebhookEventFilter read(Input filter) {
        return new WebhookEventFilter(
                filter.texts("status").stream()
                        .map(EventStatus::valueOf)
                        .distinct()
                        .toList(),
                filter.optionalText("type"),
                filter.id("connectorId"),
                filter.optionalText("eventId"),
                filter.optionalText("objectId"),
                filter.bool("recovered"),
                filter.time("receivedAfter"),
                filter.time("receivedBefore"),
                filter.number("minAttempts"),
                filter.bool("hasError"),
                filter.optionalText("waitsForCustomer"));
    }
}
