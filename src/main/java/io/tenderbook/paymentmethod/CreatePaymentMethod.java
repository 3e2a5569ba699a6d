package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.customer.ConnectorResolver;
import io.tenderbook.customer.ConnectorResolver.Failed;
import io.tenderbook.customer.ConnectorResolver.Mapped;
import io.tenderbook.customer.ConnectorResolver.Unconfirmed;
import io.tenderbook.customer.ConnectorResolver.Unmapped;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Records what a caller knows about a payment method that exists at the provider. The provider is not called. */
@Singleton
public final class CreatePaymentMethod {
    private static final String NAME = "createPaymentMethod";

    private final Idempotency idempotency;
    private final Inputs inputs;
    private final ConnectorResolver resolver;
    private final ConnectorMappings mappings;
    private final ClaimedPaymentMethods claims;
    private final Transactions transactions;
    private final Records records;
    private final Clock clock;

    CreatePaymentMethod(
            Idempotency idempotency,
            Inputs inputs,
            ConnectorResolver resolver,
            ConnectorMappings mappings,
            ClaimedPaymentMethods claims,
            Transactions transactions,
            Records records,
            Clock clock) {
        this.idempotency = idempotency;
        this.inputs = inputs;
        this.resolver = resolver;
        this.mappings = mappings;
        this.claims = claims;
        this.transactions = transactions;
        this.records = records;
        this.clock = clock;
    }

    /** How it ended. */
    public sealed interface Result {}

    public record Created(Customer customer, PaymentMethod paymentMethod) implements Result {}

    public record Rejected(UserError error) implements Result {}

    /**
     * Recording the same again answers with the record as it stands.
     *
     * @param claim what the caller knows
     */
    public Result create(Caller caller, Claim claim) {
        return idempotency.once(
                new KeyedRequest(caller, NAME, claim.idempotencyKey(), claim),
                new AnswerForm<>(CreatePaymentMethod::keep, kept -> restore(caller, kept)),
                operation -> record(caller, claim));
    }

    private Result record(Caller caller, Claim claim) {
        try {
            Inputs.connector(claim.connector());
            Claim checked = claim.checked();
            var customer = customer(caller, checked);
            var connector = connector(customer, checked.connector());
            var wanted = checked.record(connector, customer.id(), clock.instant());
            var cause = Cause.mutation(NAME, caller);
            return transactions
                    .run(() -> claims.record(wanted, cause))
                    .<Result>map(method -> new Created(customer, method))
                    .orElseGet(() -> new Rejected(alreadyExists()));
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        }
    }

    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case Created created ->
                KeptAnswer.of(created.customer().id(), created.paymentMethod().id(), null);
            case Rejected rejected -> KeptAnswer.of(rejected.error());
        };
    }

    private Result restore(Caller caller, KeptAnswer kept) {
        if (kept.error() != null) {
            return new Rejected(kept.error());
        }
        var customer = records.customer(caller, kept.customer());
        var method = records.paymentMethod(caller, kept.paymentMethod());
        return customer == null || method == null
                ? new Rejected(Inputs.customerNotFound())
                : new Created(customer, method);
    }

    /** By our id or by the provider's, if that is mapped. */
    private Customer customer(Caller caller, Claim claim) {
        if (Ids.parse(claim.customerId()).isPresent()) {
            return inputs.customer(caller, claim.customerId());
        }
        List<UUID> mapped = mappings.activeAnywhere(caller.organisationId(), claim.customerId()).stream()
                .map(ConnectorMapping::customerId)
                .distinct()
                .toList();
        return switch (mapped.size()) {
            case 0 -> throw new UserErrorException(Inputs.customerNotFound());
            case 1 -> inputs.customer(caller, mapped.getFirst().toString());
            default ->
                throw new UserErrorException(new UserError(
                        UserErrorCode.CONNECTOR_AMBIGUOUS,
                        "Several connectors have a customer with that id. Send our id of the customer.",
                        List.of("customerId")));
        };
    }

    private Connector connector(Customer customer, ConnectorInput input) {
        return switch (resolver.resolveLeniently(customer, input)) {
            case Mapped mapped -> mapped.connector();
            case Unmapped unmapped -> unmapped.connector();
            case Failed failed -> throw new UserErrorException(failed.error());
            case Unconfirmed impossible ->
                throw new IllegalStateException("nothing was to be confirmed at "
                        + impossible.connector().name());
        };
    }

    private static UserError alreadyExists() {
        return new UserError(
                UserErrorCode.ALREADY_EXISTS,
                "There is a record of this payment method already, with other values or of another customer.",
                List.of("stripeId"));
    }
}
