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
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a customer; with a connector also at the provider, or linked to a customer that exists there. */
@Singleton
public final class CreateCustomer {
    private static final Logger LOG = LoggerFactory.getLogger(CreateCustomer.class);

    private static final int LENGTH = 255;

    private final Customers customers;
    private final ConnectorMappings mappings;
    private final Connectors connectors;
    private final Linking linking;
    private final CustomerSync sync;
    private final PaymentProviders providers;

    CreateCustomer(
            Customers customers,
            ConnectorMappings mappings,
            Connectors connectors,
            Linking linking,
            CustomerSync sync,
            PaymentProviders providers) {
        this.customers = customers;
        this.mappings = mappings;
        this.connectors = connectors;
        this.linking = linking;
        this.sync = sync;
        this.providers = providers;
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
        try {
            Inputs.idempotencyKey(command.idempotencyKey());
            Inputs.connector(command.connector());
            String metadata = checkedMetadata(command);
            Optional<Connector> connector = connector(caller, command.connector());
            var customer = customers.create(caller.organisationId(), command.name(), command.email(), metadata, false);
            return connector
                    .map(at -> createThere(caller, customer, at, command.connector()))
                    .orElseGet(() -> new Created(customer));
        } catch (UserErrorException expected) {
            return new Rejected(expected.error(), null);
        }
    }

    private Result createThere(Caller caller, Customer customer, Connector connector, ConnectorInput input) {
        var call = ProviderCall.start();
        var cause = Cause.mutation("createCustomer", caller);
        try {
            if (input.referenceId() == null || input.referenceId().isBlank()) {
                createAtProvider(connector, customer, call, cause);
            } else {
                linking.link(connector, customer, input.referenceId(), call, cause);
            }
            return new Created(customer);
        } catch (ProviderException.OutcomeUnknown unknown) {
            // Should the provider have made its customer, the event finds ours by the id that it carries.
            return new Rejected(ProviderFailures.describe(unknown), customer);
        } catch (ProviderException failure) {
            if (isMapped(customer)) {
                LOG.warn(
                        "Customer {} is linked, but not all of it was brought in: {}",
                        customer.id(),
                        failure.getMessage());
                return new Created(customer);
            }
            customers.remove(customer.id());
            return new Rejected(ProviderFailures.describe(failure), null);
        } catch (UserErrorException expected) {
            customers.remove(customer.id());
            return new Rejected(expected.error(), null);
        }
    }

    private boolean isMapped(Customer customer) {
        return !mappings.of(customer.organisationId(), List.of(customer.id())).isEmpty();
    }

    private void createAtProvider(Connector connector, Customer customer, ProviderCall call, Cause cause) {
        var answer = providers
                .of(connector)
                .createCustomer(connector, customer.id(), customer.name(), customer.email(), call);
        String externalId = answer.value().id();
        // Unknown before the call; the event may have come first, and then the answer is read again.
        linking.map(connector, customer, externalId);
        long untouched = 0;
        sync.answered(connector, answer, untouched, call.idempotencyKey(), cause, call);
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

    private static String checkedMetadata(Command command) {
        checkLength(command.name(), "name");
        checkLength(command.email(), "email");
        if (command.metadata() == null) {
            return "{}";
        }
        if (!(command.metadata() instanceof Map<?, ?> map)) {
            throw new UserErrorException(UserError.invalid("metadata is a JSON object.", "metadata"));
        }
        return Json.write(map);
    }

    private static void checkLength(@Nullable String text, String field) {
        if (text != null && text.length() > LENGTH) {
            throw new UserErrorException(UserError.invalid(field + " has at most " + LENGTH + " characters.", field));
        }
    }
}
