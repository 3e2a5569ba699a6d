package io.tenderbook.graphql.fetcher;

import io.tenderbook.administration.CreateApiKey.Created;
import io.tenderbook.administration.Outcome;
import io.tenderbook.administration.Outcome.Done;
import io.tenderbook.administration.Outcome.Rejected;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.organisation.ApiKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

record CreateApiKeyPayload(
        @Nullable ApiKey apiKey, @Nullable String key, List<UserError> userErrors) implements MutationPayload {
    static CreateApiKeyPayload of(Outcome<Created> outcome) {
        return switch (outcome) {
            case Done<Created> done ->
                new CreateApiKeyPayload(done.value().apiKey(), done.value().key(), List.of());
            case Rejected<Created> rejected -> new CreateApiKeyPayload(null, null, List.of(rejected.error()));
        };
    }
}
