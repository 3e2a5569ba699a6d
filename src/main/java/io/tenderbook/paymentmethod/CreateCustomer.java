package io.tenderbook.paymentmethod;

import static io.tenderbook.customer.UserErrorCode.CONNECTOR_MAPPING_NOT_FOUND;
import static io.tenderbook.customer.UserErrorCode.CONNECTOR_NOT_FOUND;

import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.Customers;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a customer; with a connector also at the provider, or linked to a customer that exists there. */
@Singleton
public final class CreateCustomer {
    private static final String NAME = "createCustomer";

    private final Idempotency idempotency;
    private final Customers customers;
    private final Connectors connectors;
    private final Linking linking;
    private final Intents intents;
    private final CustomerCreation creation;
    private final ConnectorMappings mappings;
    private final Records records;

    CreateCustomer(
            Idempotency idempotency,
            Customers customers,
            Connectors connectors,
            Linking linking,
            Intents intents,
            CustomerCreation creation,
            ConnectorMappings mappings,
            Records records) {
        this.idempotency = idempotency;
        this.customers = customers;
        this.connectors = connectors;
        this.linking = linking;
        this.intents = intents;
        this.creation = creation;
        this.mappings = mappings;
        this.records = records;
    }

    /**
     * Who it is.
     *
     * @param metadata a JSON object; null for an empty one
     */
    public record Command(
            @Nullable String name,
            @Nullable String email,
            @Nullable Object metadata,
            ConnectorInput connector,
            @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    public record Created(Customer customer) implements Result {}

    /**
     * Nothing was made.
     *
     * @param customer the customer after all, when the provider did not answer whether it made its own; else null
     */
    public record Rejected(UserError error, @Nullable Customer customer) implements Result {}

    public Result create(Caller caller, Command command) {
        return idempotency.once(
                new KeyedRequest(caller, NAME, command.idempotencyKey(), command),
                new AnswerForm<>(CreateCustomer::keep, kept -> restore(caller, kept)),
                operation -> create(caller, command, Mutation.start(NAME, caller, operation)));
    }

    private Result create(Caller caller, Command command, Mutation mutation) {
        try {
            Inputs.connector(command.connector());
            CustomerInput.text(command.name(), "name");
            CustomerInput.text(command.email(), "email");
            String metadata = CustomerInput.json(CustomerInput.metadata(command.metadata()));
            Optional<Connector> connector = connector(caller, command.connector());
            if (connector.isEmpty()) {
                return new Created(customer(caller, command, metadata, mutation));
            }
            String reference = command.connector().referenceId();
            return reference == null || reference.isBlank()
                    ? createThere(caller, command, metadata, connector.get(), mutation)
                    : createLinked(customer(caller, command, metadata, mutation), connector.get(), reference, mutation);
        } catch (UserErrorException expected) {
            return new Rejected(expected.error(), null);
        }
    }

    /** It gets the operation's id: asked again under one idempotency key, it is the customer of the first time. */
    private Customer customer(Caller caller, Command command, String metadata, Mutation mutation) {
        UUID id = mutation.operationId();
        return customers
                .find(caller.organisationId(), id)
                .orElseGet(() -> customers.create(
                        id, caller.organisationId(), command.name(), command.email(), metadata, false));
    }

    private Result createThere(
            Caller caller, Command command, String metadata, Connector connector, Mutation mutation) {
        return made(customer(caller, command, metadata, mutation), customer -> {
            if (mappings.active(connector.id(), customer.id()).isPresent()) {
                return; // made when this was asked before
            }
            var intent = intents.begin(CustomerCreation.plan(mutation, connector, customer));
            creation.carryOut(intent, connector, mutation.call());
        });
    }

    private Result createLinked(Customer customer, Connector connector, String reference, Mutation mutation) {
        return made(customer, ours -> linking.link(connector, ours, reference, mutation));
    }

    /** Ours stays where it is mapped or may come to be: by the event of its making, or by the janitor. */
    private Result made(Customer customer, Consumer<Customer> there) {
        UserError error;
        try {
            there.accept(customer);
            return new Created(customer);
        } catch (ProviderException.OutcomeUnknown unknown) {
            return new Rejected(ProviderFailures.describe(unknown), customer);
        } catch (ProviderException failure) {
            error = ProviderFailures.describe(failure);
        } catch (UserErrorException expected) {
            error = expected.error();
        }
        if (!mappings.of(customer.organisationId(), List.of(customer.id())).isEmpty()) {
            return new Created(customer);
        }
        customers.remove(customer.id());
        return new Rejected(error, null);
    }

    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case Created created -> KeptAnswer.of(created.customer().id(), null, null);
            case Rejected rejected ->
                KeptAnswer.of(
                        rejected.customer() == null ? null : rejected.customer().id(), null, rejected.error());
        };
    }

    private Result restore(Caller caller, KeptAnswer kept) {
        var customer = records.customer(caller, kept.customer());
        if (kept.error() == null && customer != null) {
            return new Created(customer);
        }
        return new Rejected(kept.error() == null ? Inputs.customerNotFound() : kept.error(), customer);
    }

    private Optional<Connector> connector(Caller caller, ConnectorInput input) {
        String name = input.name();
        if (name == null || name.isBlank()) {
            if (input.referenceId() != null && !input.referenceId().isBlank()) {
                throw new UserErrorException(UserError.of(
                        CONNECTOR_MAPPING_NOT_FOUND,
                        "A new customer is mapped nowhere yet. Send the connector's name with the referenceId."));
            }
            return Optional.empty();
        }
        return Optional.of(connectors.of(caller.organisationId()).stream()
                .filter(connector -> connector.active() && connector.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UserErrorException(
                        UserError.of(CONNECTOR_NOT_FOUND, "There is no active connector with that name."))));
    }
}
