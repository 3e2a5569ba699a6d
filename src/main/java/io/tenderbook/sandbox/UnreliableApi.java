package io.tenderbook.sandbox;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The API as an account meets it whose faults were asked for; the helpers that ask for them never fail. */
final class UnreliableApi {
    private final Api api;
    private final Mishaps mishaps;

    UnreliableApi(Api api, Mishaps mishaps) {
        this.api = api;
        this.mishaps = mishaps;
    }

    /** Empty if the caller is to hear nothing. */
    Optional<Answer> answer(Request request) {
        String account = ApiKey.from(request.authorization()).account();
        if (request.path().startsWith(FaultRoutes.HELPERS)) {
            return Optional.of(api.answer(request));
        }
        Mishaps.Fate fate = mishaps.ofRequest(account, request.method());
        return switch (fate.outcome()) {
            case RATE_LIMITED ->
                Optional.of(StripeError.of(429, "invalid_request_error", "Request rate limit exceeded, as asked for.")
                        .code("rate_limit")
                        .answer());
            case FAILED ->
                Optional.of(StripeError.of(500, "api_error", "Failed as asked for; nothing was done.")
                        .answer());
            case CUT_OFF -> {
                slowly(request, fate);
                yield Optional.empty();
            }
            case ANSWERED -> Optional.of(slowly(request, fate));
        };
    }

    /** The work is done at once, in the account's turn; only its answer waits, beside others' turns. */
    private Answer slowly(Request request, Mishaps.Fate fate) {
        Answer answer = api.answer(request);
        try {
            TimeUnit.MILLISECONDS.sleep(fate.pause().toMillis());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }
}
