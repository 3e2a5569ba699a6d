package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorInput;
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

/** Brings one customer in step with the provider at a caller's request: a backfill of one. */
@Singleton
public final class SyncCustomer {
    private final Inputs inputs;
    private final ConnectorResolver resolver;
    private final Linking linking;
    private final CustomerPull pull;

    SyncCustomer(Inputs inputs, ConnectorResolver resolver, Linking linking, CustomerPull pull) {
        this.inputs = inputs;
        this.resolver = resolver;
        this.linking = linking;
        this.pull = pull;
    }

    /** Which one, by our id. */
    public record Command(
            String customerId,
            ConnectorInput connector,
            @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    public record Synced(Customer customer, Tally tally) implements Result {}

    public record Rejected(UserError error) implements Result {}

    public Result sync(Caller caller, Command command) {
        try {
            Inputs.idempotencyKey(command.idempotencyKey());
            Inputs.connector(command.connector());
            var customer = inputs.customer(caller, command.customerId());
            var call = ProviderCall.start();
            var cause = Cause.mutation("syncCustomer", caller);
            return switch (resolver.resolve(customer, command.connector())) {
                case Mapped mapped ->
                    pull(customer, mapped.connector(), mapped.mapping().externalId(), cause, call);
                case Unconfirmed unconfirmed -> {
                    linking.link(unconfirmed.connector(), customer, unconfirmed.referenceId(), call, cause);
                    yield pull(customer, unconfirmed.connector(), unconfirmed.referenceId(), cause, call);
                }
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

    private Synced pull(Customer customer, Connector connector, String externalId, Cause cause, ProviderCall call) {
        return new Synced(customer, pull.pull(connector, externalId, cause, call));
    }
}
