package io.tenderbook.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.tenderbook.provider.ProviderException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Stripe's errors in our words. Where Stripe gives no code, its recorded sentence decides: those are what its API answers,
 * and a sentence that changes falls back to a plain rejection with Stripe's own words.
 */
final class StripeErrors {
    private static final int ERROR = 400;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;
    private static final String LOCKED = "lock_timeout";

    private StripeErrors() {}

    /** What one failed try tells us. */
    static FailedTry translate(Throwable failure) {
        return switch (failure) {
            case ApiConnectionException lost ->
                neverSent(lost)
                        ? FailedTry.refused("Stripe could not be reached; try again.", true)
                        : FailedTry.open("Stripe could not be reached; try again.");
            case CardException declined -> FailedTry.decided(new ProviderException.Declined(declined(declined)));
            case RateLimitException limited ->
                FailedTry.refused("Stripe is receiving too many requests; try again.", RetryAfter.of(limited));
            case AuthenticationException refused ->
                FailedTry.decided(
                        new ProviderException.Rejected("Stripe does not accept the connector's secret key for this."));
            case InvalidRequestException invalid -> FailedTry.decided(invalid(invalid));
            case StripeException other -> other(other);
            // The SDK stumbles over an error answer that has no body.
            case RuntimeException unreadable -> FailedTry.failed("Stripe's answer could not be read; try again.");
            default -> throw new IllegalStateException("a call to Stripe failed", failure);
        };
    }

    private static boolean neverSent(ApiConnectionException lost) {
        for (Throwable cause = lost; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || String.valueOf(cause.getMessage())
                            .toLowerCase(Locale.ROOT)
                            .startsWith("connect timed out")) {
                return true;
            }
        }
        return false;
    }

    private static ProviderException invalid(InvalidRequestException failure) {
        String message = message(failure);
        String sentence = message.toLowerCase(Locale.ROOT);
        if ("resource_missing".equals(failure.getCode())) {
            if (sentence.startsWith("no such mandate")) {
                return new ProviderException.MandateNotFound(message);
            }
            return "customer".equals(failure.getParam()) || sentence.startsWith("no such customer")
                    ? new ProviderException.CustomerNotFound(message)
                    : new ProviderException.PaymentMethodNotFound(message);
        }
        if (sentence.contains("already been attached to a customer")) {
            return new ProviderException.AttachedToOtherCustomer(message);
        }
        if (sentence.contains("may not be used again")) {
            return new ProviderException.NotReusable(message);
        }
        if (sentence.contains("is not attached to a customer so detachment is impossible")) {
            return new ProviderException.NotAttached(message);
        }
        return new ProviderException.Rejected(message);
    }

    private static FailedTry other(StripeException failure) {
        int status = status(failure);
        if (status >= SERVER_ERROR) {
            return FailedTry.failed("Stripe answered with an error of its own; try again.", RetryAfter.of(failure));
        }
        if (status == CONFLICT) {
            return LOCKED.equals(failure.getCode())
                    ? FailedTry.refused("Stripe is changing the same object for somebody else; try again.", true)
                    : FailedTry.open("An earlier try is still at work at Stripe; try again.");
        }
        return status < ERROR
                ? FailedTry.open("Stripe's answer could not be read; try again.")
                : FailedTry.decided(new ProviderException.Rejected(message(failure)));
    }

    private static String declined(CardException failure) {
        String code = failure.getDeclineCode() != null ? failure.getDeclineCode() : failure.getCode();
        return message(failure) + " (" + code + ")";
    }

    /** Stripe's own sentence, without what the SDK adds to it. */
    private static String message(StripeException failure) {
        String sentence = failure.getUserMessage();
        if (sentence == null && failure.getStripeError() != null) {
            sentence = failure.getStripeError().getMessage();
        }
        return sentence == null ? "Stripe refused the request." : sentence;
    }

    private static int status(StripeException failure) {
        return failure.getStatusCode() == null ? 0 : failure.getStatusCode();
    }
}
