package io.tenderbook.paymentmethod;

import io.tenderbook.customer.Customer;
import io.tenderbook.customer.Customers;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes who a customer is here. Providers are not told, and what they say of it counts no more. */
@Singleton
public final class UpdateCustomer {
    private static final String NAME = "updateCustomer";

    private final Idempotency idempotency;
    private final Inputs inputs;
    private final Customers customers;
    private final Transactions transactions;
    private final Records records;

    UpdateCustomer(
            Idempotency idempotency, Inputs inputs, Customers customers, Transactions transactions, Records records) {
        this.idempotency = idempotency;
        this.inputs = inputs;
        this.customers = customers;
        this.transactions = transactions;
        this.records = records;
    }

    /**
     * Which one, by our id, and what is to change.
     *
     * @param changes {@code name} and {@code email}, where null empties, and {@code metadata}, a JSON object that is merged
     *     key by key, where null removes one; what is absent stays
     */
    public record Command(
            String customerId,
            Map<String, @Nullable Object> changes,
            @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    public record Updated(Customer customer) implements Result {}

    public record Rejected(UserError error) implements Result {}

    public Result update(Caller caller, Command command) {
        return idempotency.once(
                new KeyedRequest(caller, NAME, command.idempotencyKey(), command),
                new AnswerForm<>(UpdateCustomer::keep, kept -> restore(caller, kept)),
                operation -> checkedUpdate(caller, command));
    }

    private Result checkedUpdate(Caller caller, Command command) {
        try {
            var customer = inputs.customer(caller, command.customerId());
            return new Updated(transactions.run(() -> update(caller, customer, command.changes())));
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        }
    }

    private Customer update(Caller caller, Customer customer, Map<String, @Nullable Object> changes) {
        if (!customers.lock(customer.id())) {
            throw new UserErrorException(Inputs.customerNotFound());
        }
        var now = inputs.customer(caller, customer.id().toString());
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>(Json.toMap(now.metadata()));
        CustomerInput.metadata(changes.get("metadata")).forEach((key, value) -> {
            if (value == null) {
                metadata.remove(key);
            } else {
                metadata.put(String.valueOf(key), value);
            }
        });
        customers.update(
                now.id(),
                text("name", now.name(), changes),
                text("email", now.email(), changes),
                CustomerInput.json(metadata));
        return inputs.customer(caller, customer.id().toString());
    }

    private static @Nullable String text(String field, @Nullable String now, Map<String, @Nullable Object> changes) {
        return changes.containsKey(field) ? CustomerInput.text((String) changes.get(field), field) : now;
    }

    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case Updated updated -> KeptAnswer.of(updated.customer().id(), null, null);
            case Rejected rejected -> KeptAnswer.of(rejected.error());
        };
    }

    private Result restore(Caller caller, KeptAnswer kept) {
        if (kept.error() != null) {
            return new Rejected(kept.error());
        }
        var customer = records.customer(caller, kept.customer());
        return customer == null ? new Rejected(Inputs.customerNotFound()) : new Updated(customer);
    }
}
