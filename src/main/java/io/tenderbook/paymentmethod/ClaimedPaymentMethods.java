package io.tenderbook.paymentmethod;

import io.tenderbook.customer.Customers;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records payment methods on a caller's word alone, never over the provider's. */
@Singleton
final class ClaimedPaymentMethods {
    private final Customers customers;
    private final ProviderObjects objects;
    private final PaymentMethodRows rows;
    private final Mandates mandates;
    private final Changes changes;

    ClaimedPaymentMethods(
            Customers customers, ProviderObjects objects, PaymentMethodRows rows, Mandates mandates, Changes changes) {
        this.customers = customers;
        this.objects = objects;
        this.rows = rows;
        this.mandates = mandates;
        this.changes = changes;
    }

    /**
     * Records it, or finds it recorded, inside a transaction. Empty if the record there is another customer's, or says
     * something else and the provider has not spoken for it yet.
     *
     * @throws UserErrorException if the customer is gone: another one took its place a moment ago
     */
    Optional<PaymentMethod> record(PaymentMethod wanted, Cause cause) {
        objects.lock(wanted.connectorId(), Kind.PAYMENT_METHOD, wanted.stripeId());
        if (!customers.lock(Objects.requireNonNull(wanted.customerId()))) {
            throw new UserErrorException(Inputs.customerNotFound());
        }
        var known = rows.lock(wanted.connectorId(), wanted.stripeId());
        if (known.isPresent()) {
            return known.filter(record -> sameOwner(record, wanted)
                    && (record.syncedAt() != null || said(record).equals(said(wanted))));
        }
        boolean mandateInactive = mandates.allInactive(wanted.connectorId(), wanted.stripeId());
        var record = wanted.withMandate(mandateInactive, wanted.updatedAt());
        rows.insert(record);
        changes.append(ChangeKind.CREATED, record, null, Changes.state(record), cause, null);
        return Optional.of(record);
    }

    private static boolean sameOwner(PaymentMethod record, PaymentMethod wanted) {
        return record.customerId() != null && record.customerId().equals(wanted.customerId());
    }

    /** What the caller said, and so has to say again. */
    private static Map<String, @Nullable Object> said(PaymentMethod method) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>(Changes.state(method));
        said.remove("syncStatus");
        said.remove("mandateInactive");
        return said;
    }
}
