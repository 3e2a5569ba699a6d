package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.ConnectorResolver;
import io.tenderbook.customer.ConnectorResolver.Failed;
import io.tenderbook.customer.ConnectorResolver.Mapped;
import io.tenderbook.customer.ConnectorResolver.Unconfirmed;
import io.tenderbook.customer.ConnectorResolver.Unmapped;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Says which customer at a connector a customer of ours is. */
@Singleton
public final class LinkCustomer {
    private final Inputs inputs;
    private final ConnectorResolver resolver;
    private final Linking linking;

    LinkCustomer(Inputs inputs, ConnectorResolver resolver, Linking linking) {
        this.inputs = inputs;
        this.resolver = resolver;
        this.linking = linking;
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
        try {
            Inputs.idempotencyKey(command.idempotencyKey());
            Inputs.connector(command.connector());
            var customer = inputs.customer(caller, command.customerId());
            var cause = Cause.mutation("linkCustomer", caller);
            return switch (resolver.resolve(customer, command.connector())) {
                case Mapped mapped ->
                    link(mapped.connector(), customer, mapped.mapping().externalId(), cause);
                case Unconfirmed unconfirmed ->
                    link(unconfirmed.connector(), customer, unconfirmed.referenceId(), cause);
                case Failed failed -> new Rejected(failed.error());
                case Unmapped impossible ->
                    throw new IllegalStateException("a mapping was asked for at "
                            + impossible.connector().name());
            };
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    private Linked link(Connector connector, Customer customer, String externalId, Cause cause) {
        return new Linked(customer, linking.link(connector, customer, externalId, ProviderCall.start(), cause));
    }
}
