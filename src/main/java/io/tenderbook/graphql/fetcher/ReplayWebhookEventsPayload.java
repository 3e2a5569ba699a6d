package io.tenderbook.graphql.fetcher;

import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.webhook.ReplayWebhookEvents.Rejected;
import io.tenderbook.webhook.ReplayWebhookEvents.Replayed;
import io.tenderbook.webhook.ReplayWebhookEvents.Result;
import io.tenderbook.webhook.WebhookEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ReplayWebhookEventsPayload(
        @Nullable List<WebhookEvent> webhookEvents,
        @Nullable Integer replayedCount,
        @Nullable Boolean hasMore,
        List<UserError> userErrors)
        implements MutationPayload {
    static ReplayWebhookEventsPayload of(Result result) {
        return switch (result) {
            case Replayed replayed ->
                new ReplayWebhookEventsPayload(
                        replayed.events(), replayed.events().size(), replayed.hasMore(), List.of());
            case Rejected rejected -> new ReplayWebhookEventsPayload(null, null, null, List.of(rejected.error()));
        };
    }
}
