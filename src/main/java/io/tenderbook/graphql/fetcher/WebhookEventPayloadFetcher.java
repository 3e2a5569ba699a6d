package io.tenderbook.graphql.fetcher;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.organisation.Role;
import io.tenderbook.webhook.WebhookEvent;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The body of an event: it holds what people entered at the provider, so it is for admins alone. */
@Singleton
final class WebhookEventPayloadFetcher implements FieldFetcher<CompletableFuture<@Nullable JsonNode>> {
    private final WebhookEventPayloadLoader payloads;

    WebhookEventPayloadFetcher(WebhookEventPayloadLoader payloads) {
        this.payloads = payloads;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("WebhookEvent", "payload");
    }

    @Override
    public Role leastRole() {
        return Role.ADMIN;
    }

    @Override
    public CompletableFuture<@Nullable JsonNode> get(DataFetchingEnvironment environment) {
        return payloads.loadOne(source(environment, WebhookEvent.class).id(), environment);
    }
}
