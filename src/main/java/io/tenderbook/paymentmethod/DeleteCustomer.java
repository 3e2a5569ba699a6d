package io.tenderbook.paymentmethod;

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
import io.tenderbook.paymentmethod.intent.IntentPlan;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deletes a customer here, keeping its history; at the providers only when asked, and then there first. */
@Singleton
public final class DeleteCustomer {
    private static final String NAME = "deleteCustomer";

    private final Idempotency idempotency;
    private final Inputs inputs;
    private final Intents intents;
    private final CustomerDeletion deletion;
    private final Unlinking unlinking;
    private final ConnectorMappings mappings;
    private final Connectors connectors;
    private final Records records;

    DeleteCustomer(
            Idempotency idempotency,
            Inputs inputs,
            Intents intents,
            CustomerDeletion deletion,
            Unlinking unlinking,
            ConnectorMappings mappings,
            Connectors connectors,
            Records records) {
        this.idempotency = idempotency;
        this.inputs = inputs;
        this.intents = intents;
        this.deletion = deletion;
        this.unlinking = unlinking;
        this.mappings = mappings;
        this.connectors = connectors;
        this.records = records;
    }

    /**
     * Which one, by our id.
     *
     * @param atProvider whether it is deleted at every active connector too, which detaches its payment methods for good
     */
    public record Command(
            String customerId, boolean atProvider, @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    public record Deleted(Customer customer) implements Result {}

    /** It was sent to a provider, and whether it took effect is being found out. */
    public record Open(UserError error, Customer customer) implements Result {}

    public record Rejected(UserError error) implements Result {}

    /** Deleting what is deleted answers like the first time. */
    public Result delete(Caller caller, Command command) {
        return idempotency.once(
                new KeyedRequest(caller, NAME, command.idempotencyKey(), command),
                new AnswerForm<>(DeleteCustomer::keep, kept -> restore(caller, kept)),
                operation -> delete(caller, command, Mutation.start(NAME, caller, operation)));
    }

    private Result delete(Caller caller, Command command, Mutation mutation) {
        try {
            var customer = inputs.customerEvenDeleted(caller, command.customerId());
            if (customer.deletedAt() != null) {
                return new Deleted(customer);
            }
            try {
                if (command.atProvider()) {
                    deleteAtProviders(customer, mutation);
                }
                unlinking.delete(customer.organisationId(), customer.id(), mutation.cause());
                return new Deleted(inputs.customerEvenDeleted(caller, command.customerId()));
            } catch (ProviderException.OutcomeUnknown open) {
                return new Open(ProviderFailures.describe(open), customer);
            }
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    /** All steps are recorded before the first is made. Asked again, it goes on with those that are left. */
    private void deleteAtProviders(Customer customer, Mutation mutation) {
        Map<UUID, Connector> active = connectors.of(customer.organisationId()).stream()
                .filter(Connector::active)
                .collect(Collectors.toMap(Connector::id, connector -> connector));
        List<ConnectorMapping> there = mappings.of(customer.organisationId(), List.of(customer.id())).stream()
                .filter(mapping -> mapping.active() && active.containsKey(mapping.connectorId()))
                .toList();
        List<IntentPlan> steps = new ArrayList<>();
        for (ConnectorMapping mapping : there) {
            var connector = Objects.requireNonNull(active.get(mapping.connectorId()));
            steps.add(CustomerDeletion.plan(mutation, connector, mapping, steps.size() == there.size() - 1));
        }
        boolean begun = false;
        for (var intent : intents.begin(steps)) {
            try {
                deletion.carryOut(intent, Objects.requireNonNull(active.get(intent.connectorId())), mutation.call());
                begun = true;
            } catch (ProviderException.OutcomeUnknown open) {
                throw open;
            } catch (ProviderException failure) {
                throw begun
                        ? new ProviderException.OutcomeUnknown(
                                "It is deleted at one connector and not at another, which said: " + failure.getMessage()
                                        + " Ask again to go on.",
                                false)
                        : failure;
            }
        }
    }

    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case Deleted deleted -> KeptAnswer.of(deleted.customer().id(), null, null);
            case Open open -> KeptAnswer.of(open.customer().id(), null, open.error());
            case Rejected rejected -> KeptAnswer.of(rejected.error());
        };
    }

    private Result restore(Caller caller, KeptAnswer kept) {
        var customer = records.customer(caller, kept.customer());
        var error = kept.error();
        if (customer == null) {
            return new Rejected(error == null ? Inputs.customerNotFound() : error);
        }
        return error == null ? new Deleted(customer) : new Open(error, customer);
    }
}
