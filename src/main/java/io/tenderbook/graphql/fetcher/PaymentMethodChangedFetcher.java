package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.customer.Customers;
import io.tenderbook.graphql.BadRequestException;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.graphql.live.ChangeFeed;
import io.tenderbook.paymentmethod.PaymentMethodChange;
import io.tenderbook.paymentmethod.PaymentMethodHistory;
import io.tenderbook.platform.Ids;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Opens the stream of changes; for each of them it is then asked again, with the change as the root of the operation. */
@Singleton
final class PaymentMethodChangedFetcher implements FieldFetcher<Object> {
    private final ChangeFeed feed;
    private final PaymentMethodHistory history;
    private final Customers customers;

    PaymentMethodChangedFetcher(ChangeFeed feed, PaymentMethodHistory history, Customers customers) {
        this.feed = feed;
        this.history = history;
        this.customers = customers;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Subscription", "paymentMethodChanged");
    }

    @Override
    public Object get(DataFetchingEnvironment environment) {
        return environment.getSource() instanceof PaymentMethodChange change ? change : changes(environment);
    }

    private Publisher<PaymentMethodChange> changes(DataFetchingEnvironment environment) {
        UUID organisationId = caller(environment).organisationId();
        UUID customerId = customer(organisationId, environment.getArgument("customerId"));
        String after = environment.getArgument("after");
        long place = after == null ? history.end(organisationId) : history.position(organisationId, after);
        return feed.changes(organisationId, customerId, place);
    }

    /** A stream that can never tell anything would look like one in which nothing happens. */
    private @Nullable UUID customer(UUID organisationId, @Nullable String written) {
        if (written == null) {
            return null;
        }
        return Ids.parse(written)
                .filter(id -> customers.find(organisationId, id).isPresent())
                .orElseThrow(() -> new BadRequestException("There is no customer with that id."));
    }
}
