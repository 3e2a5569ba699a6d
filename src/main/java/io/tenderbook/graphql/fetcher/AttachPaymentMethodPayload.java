package io.tenderbook.graphql.fetcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.paymentmethod.AttachPaymentMethod.Attached;
import io.tenderbook.paymentmethod.AttachPaymentMethod.Open;
import io.tenderbook.paymentmethod.AttachPaymentMethod.Rejected;
import io.tenderbook.paymentmethod.AttachPaymentMethod.Result;
import io.tenderbook.paymentmethod.PaymentMethod;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record AttachPaymentMethodPayload(
        @Nullable UUID customerId,
        @Nullable String paymentMethodId,
        @Nullable String externalId,
        @Nullable Boolean setAsDefault,
        @Nullable JsonNode rawData,
        @Nullable Customer customer,
        @Nullable PaymentMethod paymentMethod,
        List<UserError> userErrors)
        implements MutationPayload {
    static AttachPaymentMethodPayload of(Result result) {
        return switch (result) {
            case Attached attached ->
                new AttachPaymentMethodPayload(
                        attached.customer().id(),
                        attached.paymentMethod().stripeId(),
                        attached.externalId(),
                        attached.setAsDefault(),
                        attached.rawData(),
                        attached.customer(),
                        attached.paymentMethod(),
                        attached.defaultFailure() == null ? List.of() : List.of(attached.defaultFailure()));
            case Open open ->
                new AttachPaymentMethodPayload(
                        open.customer().id(),
                        open.paymentMethod() == null
                                ? null
                                : open.paymentMethod().stripeId(),
                        open.externalId(),
                        null,
                        null,
                        open.customer(),
                        open.paymentMethod(),
                        List.of(open.error()));
            case Rejected rejected ->
                new AttachPaymentMethodPayload(null, null, null, null, null, null, null, List.of(rejected.error()));
        };
    }
}
