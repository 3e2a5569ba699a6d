package io.tenderbook.graphql.fetcher;

import io.tenderbook.administration.Outcome;
import io.tenderbook.administration.Outcome.Done;
import io.tenderbook.administration.Outcome.Rejected;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.organisation.ApiKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

record RevokeApiKeyPayload(@Nullable ApiKey apiKey, List<UserError> userErrors) implements MutationPayload {
    static RevokeApiKeyPayload of(Outcome<ApiKey> outcome) {
        return switch (outcome) {
            case Done<ApiKey> done -> new RevokeApiKeyPayload(done.value(), List.of());
            case Rejected<ApiKey> rejected -> new RevokeApiKeyPayload(null, List.of(rejected.error()));
        };
    }
}
