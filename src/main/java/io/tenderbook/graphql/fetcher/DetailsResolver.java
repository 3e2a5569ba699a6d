package io.tenderbook.graphql.fetcher;

import graphql.TypeResolutionEnvironment;
import graphql.schema.GraphQLObjectType;
import io.tenderbook.graphql.NamedTypeResolver;
import io.tenderbook.paymentmethod.PaymentMethod;
import io.tenderbook.platform.Json;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What only one type of payment method has: the stored map, which carries the name of its GraphQL type with it. */
@Singleton
final class DetailsResolver implements NamedTypeResolver {
    private static final String TYPE = "__typename";

    @Override
    public String typeName() {
        return "PaymentMethodDetails";
    }

    @Override
    public @Nullable GraphQLObjectType getType(TypeResolutionEnvironment environment) {
        Map<String, @Nullable Object> details = Objects.requireNonNull(environment.getObject());
        return environment.getSchema().getObjectType(String.valueOf(details.get(TYPE)));
    }

    /** Null while nothing is known. */
    static @Nullable Map<String, @Nullable Object> details(PaymentMethod method) {
        if (method.details() == null) {
            return null;
        }
        var details = Json.toMap(method.details());
        details.put(TYPE, type(method));
        details.putIfAbsent("providerType", method.providerType());
        details.putIfAbsent("fields", Map.of());
        return details;
    }

    private static String type(PaymentMethod method) {
        return switch (method.type()) {
            case CARD -> "CardDetails";
            case SEPA_DEBIT -> "SepaDebitDetails";
            case US_BANK_ACCOUNT -> "UsBankAccountDetails";
            case BACS_DEBIT -> "BacsDebitDetails";
            case AU_BECS_DEBIT -> "AuBecsDebitDetails";
            case IDEAL -> "IdealDetails";
            case LINK -> "LinkDetails";
            case PAYPAL -> "PaypalDetails";
            case KLARNA -> "KlarnaDetails";
            case TWINT -> "TwintDetails";
            case REVOLUT_PAY -> "RevolutPayDetails";
            case AMAZON_PAY -> "AmazonPayDetails";
            case CASHAPP -> "CashappDetails";
            default -> "OtherDetails";
        };
    }
}
