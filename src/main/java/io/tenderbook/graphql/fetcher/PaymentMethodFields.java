package io.tenderbook.graphql.fetcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.graphql.TypeFetchers;
import io.tenderbook.graphql.TypeFields;
import io.tenderbook.paymentmethod.Lifecycle;
import io.tenderbook.paymentmethod.PaymentMethod;
import io.tenderbook.platform.Json;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Singleton
final class PaymentMethodFields implements TypeFetchers {
    private static final Set<String> ALLOW_REDISPLAY = Set.of("always", "limited", "unspecified");

    private final CustomerLoader customers;
    private final ConnectorLoader connectors;
    private final SameCardLoader sameCards;
    private final PaymentMethodChangesLoader changes;
    private final Lifecycle lifecycle;

    PaymentMethodFields(
            CustomerLoader customers,
            ConnectorLoader connectors,
            SameCardLoader sameCards,
            PaymentMethodChangesLoader changes,
            Lifecycle lifecycle) {
        this.customers = customers;
        this.connectors = connectors;
        this.sameCards = sameCards;
        this.changes = changes;
        this.lifecycle = lifecycle;
    }

    @Override
    public TypeFields<PaymentMethod> fields() {
        return TypeFields.of(PaymentMethod.class)
                .loaded(
                        "customer",
                        (method, environment) -> customers.loadFor(method, PaymentMethod::customerId, environment))
                .loaded(
                        "connector",
                        (method, environment) -> connectors.loadFor(method, PaymentMethod::connectorId, environment))
                .loaded("sameCard", sameCards::loadOthers)
                .loaded("changes", changes::load)
                // By their names, which the engine finds sooner than the constants.
                .value("type", method -> method.type().name())
                .value("status", method -> lifecycle.status(method).name())
                .value("wallet", method -> json(method.wallet()))
                .value("details", method -> DetailsResolver.details(method))
                .value("billingDetails", method -> members(method.billingDetails()))
                .value("metadata", method -> json(method.metadata()))
                .value("allowRedisplay", method -> allowRedisplay(method.allowRedisplay()))
                .value("rawData", method -> json(method.rawData()));
    }

    private static @Nullable Map<String, @Nullable Object> members(@Nullable String object) {
        return object == null ? null : Json.toMap(object);
    }

    /** A word that is newer than the schema's list is left to rawData. */
    private static @Nullable String allowRedisplay(@Nullable String word) {
        return word != null && ALLOW_REDISPLAY.contains(word) ? word.toUpperCase(Locale.ROOT) : null;
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : Json.parse(text);
    }
}
