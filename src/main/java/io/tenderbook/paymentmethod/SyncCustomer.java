package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Brings one customer in step with the provider at a caller's request: a backfill of one. */
@Singleton
public final class SyncCustomer {
    private static final String NAME = "syncCustomer";

    private final Idempotency idempotency;
    private final Inputs inputs;
    private final Places places;
    private final CustomerPull pull;
    private final Records records;

    SyncCustomer(Idempotency idempotency, Inputs inputs, Places places, CustomerPull pull, Records records) {
        this.idempotency = idempotency;
        this.inputs = inputs;
        this.places = places;
        this.pull = pull;
        this.records = records;
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
        return idempotency.once(
                new KeyedRequest(caller, NAME, command.idempotencyKey(), command),
                new AnswerForm<>(SyncCustomer::keep, kept -> restore(caller, kept)),
                operation -> sync(caller, command, Mutation.start(NAME, caller, operation)));
    }

    private Result sync(Caller caller, Command command, Mutation mutation) {
        try {
            Inputs.connector(command.connector());
            var customer = inputs.customer(caller, command.customerId());
            var place = places.mapped(customer, command.connector(), mutation);
            return new Synced(
                    customer, pull.pull(place.connector(), place.externalId(), mutation.cause(), mutation.call()));
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case Synced synced ->
                new KeptAnswer(synced.customer().id(), null, null, null, null, Json.toTree(synced.tally()), null);
            case Rejected rejected -> KeptAnswer.of(rejected.error());
        };
    }

    private Result restore(Caller caller, KeptAnswer kept) {
        if (kept.error() != null) {
            return new Rejected(kept.error());
        }
        var customer = records.customer(caller, kept.customer());
        return customer == null || kept.rawData() == null
                ? new Rejected(Inputs.customerNotFound())
                : new Synced(customer, Json.read(kept.rawData().toString(), Tally.class));
    }
}
