package io.tenderbook.organisation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The headers by which a caller says who it is: {@code x-api-key} with {@code organisation}, or {@code Authorization:
 * Bearer} with or without it, which alone may carry a token. Both may be sent if they agree. Each may be sent once, and none may be empty.
 */
final class CredentialHeaders {
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([!-~]+)");

    private CredentialHeaders() {}

    /** Empty where the headers are missing, malformed, repeated, or contradict each other. */
    static Optional<Credentials> read(Function<String, List<String>> headers) {
        List<String> apiKey = headers.apply("x-api-key");
        List<String> organisation = headers.apply("organisation");
        List<String> authorization = headers.apply("authorization");
        if (!isSane(apiKey) || !isSane(organisation) || !isSane(authorization)) {
            return Optional.empty();
        }
        if (apiKey.stream().anyMatch(Tokens::isShapedLikeOne)) {
            return Optional.empty();
        }
        if (authorization.isEmpty()) {
            return apiKey.isEmpty() || organisation.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Credentials(apiKey.getFirst(), organisation.getFirst()));
        }
        var bearer = BEARER.matcher(authorization.getFirst());
        if (!bearer.matches() || (!apiKey.isEmpty() && !apiKey.getFirst().equals(bearer.group(1)))) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(bearer.group(1), organisation.isEmpty() ? null : organisation.getFirst()));
    }

    private static boolean isSane(List<String> values) {
        return values.size() <= 1 && values.stream().noneMatch(String::isBlank);
    }
}
