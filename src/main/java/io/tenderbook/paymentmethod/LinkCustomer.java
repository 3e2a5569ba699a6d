package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which customer at a connector a customer of ours is. */
@Singleton
public final class LinkCustomer {
    private static final String NAME = "linkCustomer";

    private final Idempotency idempotency;
    private final Inputs inputs;
    private final Places places;
    private final Linking linking;
    private final ConnectorMappings mappings;
    private final Records records;

    LinkCustomer(
            Idempotency idempotency,
            Inputs inputs,
            Places places,
            Linking linking,
            ConnectorMappings mappings,
            Records records) {
        this.idempotency = idempotency;
        this.inputs = inputs;
        this.places = places;
        this.linking = linking;
        this.mappings = mappings;
        this.records = records;
    }

    /** Who is who; the customer by our id. */
    public record Command(
            String customerId,
            ConnectorInput connector,
            @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    public record Linked(Customer customer, ConnectorMapping mapping) implements Result {}

    public record Rejected(UserError error) implements Result {}

    /** Linking what is linked brings its payment methods in once more. */
    public Result link(Caller caller, Command command) {
        return idempotency.once(
                new KeyedRequest(caller, NAME, command.idempotencyKey(), command),
                new AnswerForm<>(LinkCustomer::keep, kept -> restore(caller, kept)),
                operation -> link(caller, command, Mutation.start(NAME, caller, operation)));
    }

    private Result link(Caller caller, Command command, Mutation mutation) {
        try {
            Inputs.connector(command.connector());
            var customer = inputs.customer(caller, command.customerId());
            var place = places.find(customer, command.connector());
            return new Linked(customer, linking.link(place.connector(), customer, place.externalId(), mutation));
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case Linked linked ->
                new KeptAnswer(linked.customer().id(), null, linked.mapping().id(), null, null, null, null);
            case Rejected rejected -> KeptAnswer.of(rejected.error());
        };
    }

    private Result restore(Caller caller, KeptAnswer kept) {
        if (kept.error() != null) {
            return new Rejected(kept.error());
        }
        var customer = records.customer(caller, kept.customer());
        return customer == null
                ? new Rejected(Inputs.customerNotFound())
                : mappings.of(caller.organisationId(), List.of(customer.id())).stream()
                        .filter(mapping -> mapping.id().equals(kept.mapping()))
                        .<Result>map(mapping -> new Linked(customer, mapping))
                        .findFirst()
                        .orElseGet(() -> new Rejected(Inputs.customerNotFound()));
    }
}
