package io.tenderbook.paymentmethod;

import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.provider.ProviderException;

/** What a provider's refusal is called towards callers. */
final class ProviderFailures {
    private ProviderFailures() {}

    static UserError describe(ProviderException failure) {
        return switch (failure) {
            case ProviderException.PaymentMethodNotFound at -> error(UserErrorCode.PAYMENT_METHOD_NOT_FOUND, at);
            case ProviderException.CustomerNotFound at -> error(UserErrorCode.PROVIDER_CUSTOMER_NOT_FOUND, at);
            case ProviderException.AttachedToOtherCustomer at ->
                error(UserErrorCode.PAYMENT_METHOD_ATTACHED_TO_OTHER_CUSTOMER, at);
            case ProviderException.NotReusable at -> error(UserErrorCode.PAYMENT_METHOD_NOT_REUSABLE, at);
            case ProviderException.MandateNotFound at -> error(UserErrorCode.PROVIDER_REJECTED, at);
            case ProviderException.NotAttached at -> error(UserErrorCode.PROVIDER_REJECTED, at);
            case ProviderException.Declined at -> error(UserErrorCode.CARD_DECLINED, at);
            case ProviderException.Rejected at -> error(UserErrorCode.PROVIDER_REJECTED, at);
            case ProviderException.Unavailable at -> error(UserErrorCode.PROVIDER_UNAVAILABLE, at);
            case ProviderException.OutcomeUnknown at -> error(UserErrorCode.OUTCOME_UNKNOWN, at);
        };
    }

    private static UserError error(UserErrorCode code, ProviderException failure) {
        return UserError.of(code, String.valueOf(failure.getMessage()));
    }
}
