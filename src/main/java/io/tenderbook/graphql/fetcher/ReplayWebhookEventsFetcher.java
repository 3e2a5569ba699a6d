package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.organisation.Role;
import io.tenderbook.webhook.ReplayWebhookEvents;
import jakarta.inject.Singleton;

@Singleton
final class ReplayWebhookEventsFetcher implements FieldFetcher<ReplayWebhookEventsPayload> {
    private final ReplayWebhookEvents useCase;

    ReplayWebhookEventsFetcher(ReplayWebhookEvents useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "replayWebhookEvents");
    }

    @Override
    public Role leastRole() {
        return Role.ADMIN;
    }

    @Override
    public ReplayWebhookEventsPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new ReplayWebhookEvents.Command(
                input.texts("ids"),
                input.object("filter").map(WebhookEventFilters::read).orElse(null),
                input.optionalText("idempotencyKey"));
        return ReplayWebhookEventsPayload.of(useCase.replay(caller(environment), command));
    }
}
