package io.tenderbook.graphql.fetcher;

import io.tenderbook.administration.Outcome;
import io.tenderbook.administration.Outcome.Done;
import io.tenderbook.administration.Outcome.Rejected;
import io.tenderbook.administration.RotateWebhookSecret.Rotated;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.provider.Connector;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

record RotateWebhookSecretPayload(
        @Nullable Connector connector, @Nullable Instant oldSecretExpiresAt, List<UserError> userErrors)
        implements MutationPayload {
    static RotateWebhookSecretPayload of(Outcome<Rotated> outcome) {
        return switch (outcome) {
            case Done<Rotated> done ->
                new RotateWebhookSecretPayload(
                        done.value().connector(), done.value().oldSecretExpiresAt(), List.of());
            case Rejected<Rotated> rejected -> new RotateWebhookSecretPayload(null, null, List.of(rejected.error()));
        };
    }
}
