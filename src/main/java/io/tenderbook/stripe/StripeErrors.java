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

    private StripeErrors() {}

    /** @param changes whether the call was to change something, so that a lost answer leaves its outcome open */
    static RuntimeException translate(Throwable failure, boolean changes) {
        return switch (failure) {
            case ApiConnectionException lost -> lost(lost, changes);
            case CardException declined -> new ProviderException.Declined(declined(declined));
            case RateLimitException limited ->
                new ProviderException.Unavailable("Stripe is receiving too many requests; try again.");
            case AuthenticationException refused ->
                new ProviderException.Rejected("Stripe does not accept the connector's secret key for this.");
            case InvalidRequestException invalid -> invalid(invalid);
            case StripeException other -> other(other, changes);
            // The SDK stumbles over an error answer that has no body.
            case RuntimeException unreadable -> outOfTime(changes);
            default -> new IllegalStateException("a call to Stripe failed", failure);
        };
    }

    static ProviderException outOfTime(boolean mayHaveHappened) {
        return mayHaveHappened
                ? new ProviderException.OutcomeUnknown(
                        "Stripe did not answer in time; whether it took effect will show. Ask again.")
                : new ProviderException.Unavailable("Stripe did not answer in time; try again.");
    }

    private static ProviderException lost(ApiConnectionException lost, boolean changes) {
        boolean neverSent = false;
        for (Throwable cause = lost; cause != null; cause = cause.getCause()) {
            neverSent |= cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || String.valueOf(cause.getMessage())
                            .toLowerCase(Locale.ROOT)
                            .startsWith("connect timed out");
        }
        return neverSent || !changes
                ? new ProviderException.Unavailable("Stripe could not be reached; try again.")
                : outOfTime(true);
    }

    private static ProviderException invalid(InvalidRequestException failure) {
        String message = message(failure);
        String sentence = message.toLowerCase(Locale.ROOT);
        if ("resource_missing".equals(failure.getCode())) {
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

    /** A server error, after the retries that the SDK makes of it, is a refusal of the whole request. */
    private static ProviderException other(StripeException failure, boolean changes) {
        int status = status(failure);
        if (status >= SERVER_ERROR) {
            return new ProviderException.Unavailable("Stripe answered with an error of its own; try again.");
        }
        // A success that cannot be read, or an earlier try of this very call that is still at work.
        if (status < ERROR || status == CONFLICT) {
            return outOfTime(changes);
        }
        return new ProviderException.Rejected(message(failure));
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
