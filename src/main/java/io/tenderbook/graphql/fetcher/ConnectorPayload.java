package io.tenderbook.graphql.fetcher;

import io.tenderbook.administration.Outcome;
import io.tenderbook.administration.Outcome.Done;
import io.tenderbook.administration.Outcome.Rejected;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.provider.Connector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the mutations that make or change one connector answer. */
record ConnectorPayload(@Nullable Connector connector, List<UserError> userErrors) implements MutationPayload {
    static ConnectorPayload of(Outcome<Connector> outcome) {
        return switch (outcome) {
            case Done<Connector> done -> new ConnectorPayload(done.value(), List.of());
            case Rejected<Connector> rejected -> new ConnectorPayload(null, List.of(rejected.error()));
        };
    }
}
