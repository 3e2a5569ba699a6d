package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends that a customer of ours is a certain customer at a connector. The provider is not told. */
@Singleton
public final class UnlinkCustomer {
    private static final String NAME = "unlinkCustomer";

    private final Idempotency idempotency;
    private final Inputs inputs;
    private final Places places;
    private final Unlinking unlinking;
    private final ConnectorMappings mappings;
    private final Records records;

    UnlinkCustomer(
            Idempotency idempotency,
            Inputs inputs,
            Places places,
            Unlinking unlinking,
            ConnectorMappings mappings,
            Records records) {
        this.idempotency = idempotency;
        this.inputs = inputs;
        this.places = places;
        this.unlinking = unlinking;
        this.mappings = mappings;
        this.records = records;
    }

    /** Which one, by our id, and where. */
    public record Command(
            String customerId,
            ConnectorInput connector,
            @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    /** @param mapping the ended mapping */
    public record Unlinked(Customer customer, ConnectorMapping mapping) implements Result {}

    public record Rejected(UserError error) implements Result {}

    public Result unlink(Caller caller, Command command) {
        return idempotency.once(
                new KeyedRequest(caller, NAME, command.idempotencyKey(), command),
                new AnswerForm<>(UnlinkCustomer::keep, kept -> restore(caller, kept)),
                operation -> unlink(caller, command, Cause.mutation(NAME, caller)));
    }

    private Result unlink(Caller caller, Command command, Cause cause) {
        try {
            Inputs.connector(command.connector());
            var customer = inputs.customer(caller, command.customerId());
            var place = places.find(customer, command.connector());
            var mapping = mappings.active(place.connector().id(), customer.id())
                    .filter(active -> active.externalId().equals(place.externalId()))
                    .orElseThrow(() -> new UserErrorException(UserError.of(
                            UserErrorCode.CONNECTOR_MAPPING_NOT_FOUND,
                            "The customer is not mapped to that reference id.")));
            unlinking.unlink(mapping, cause);
            return new Unlinked(customer, ended(caller, customer, mapping.id()).orElse(mapping));
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        }
    }

    private Optional<ConnectorMapping> ended(Caller caller, Customer customer, @Nullable UUID id) {
        return mappings.of(caller.organisationId(), List.of(customer.id())).stream()
                .filter(mapping -> mapping.id().equals(id))
                .findFirst();
    }

    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case Unlinked unlinked ->
                new KeptAnswer(
                        unlinked.customer().id(), null, unlinked.mapping().id(), null, null, null, null);
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
                : ended(caller, customer, kept.mapping())
                        .<Result>map(mapping -> new Unlinked(customer, mapping))
                        .orElseGet(() -> new Rejected(Inputs.customerNotFound()));
    }
}
