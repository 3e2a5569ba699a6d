package io.tenderbook.graphql.fetcher;

import io.tenderbook.administration.Outcome;
import io.tenderbook.administration.Outcome.Done;
import io.tenderbook.administration.Outcome.Rejected;
import io.tenderbook.administration.RotateApiKey.Rotated;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.organisation.ApiKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

record RotateApiKeyPayload(
        @Nullable ApiKey apiKey,
        @Nullable String key,
        @Nullable ApiKey rotatedApiKey,
        List<UserError> userErrors) implements MutationPayload {
    static RotateApiKeyPayload of(Outcome<Rotated> outcome) {
        return switch (outcome) {
            case Done<Rotated> done ->
                new RotateApiKeyPayload(
                        done.value().apiKey(), done.value().key(), done.value().rotatedApiKey(), List.of());
            case Rejected<Rotated> rejected -> new RotateApiKeyPayload(null, null, null, List.of(rejected.error()));
        };
    }
}
