package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.graphql.NamedBatchLoader;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.FingerprintAt;
import io.tenderbook.paymentmethod.PaymentMethod;
import io.tenderbook.paymentmethod.PaymentMethodQueries;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The payment methods with the same fingerprint at the same connector. */
@Singleton
final class SameCardLoader implements NamedBatchLoader<FingerprintAt, List<PaymentMethod>> {
    private static final int MOST = 100;

    private final PaymentMethodQueries methods;

    SameCardLoader(PaymentMethodQueries methods) {
        this.methods = methods;
    }

    @Override
    public String name() {
        return "sameCard";
    }

    @Override
    public Map<FingerprintAt, List<PaymentMethod>> load(Set<FingerprintAt> fingerprints, Caller caller) {
        return methods.byFingerprint(caller.organisationId(), fingerprints, MOST + 1);
    }

    /** Without itself. */
    @Nullable
    Object loadOthers(PaymentMethod method, DataFetchingEnvironment environment) {
        return loadFor(method, SameCardLoader::fingerprint, all -> others(method, all), environment);
    }

    private static @Nullable FingerprintAt fingerprint(PaymentMethod method) {
        return method.fingerprint() == null ? null : new FingerprintAt(method.connectorId(), method.fingerprint());
    }

    private static List<PaymentMethod> others(PaymentMethod method, @Nullable List<PaymentMethod> all) {
        return all == null
                ? List.of()
                : all.stream()
                        .filter(other -> !other.id().equals(method.id()))
                        .limit(MOST)
                        .toList();
    }
}
