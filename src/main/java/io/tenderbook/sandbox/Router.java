package io.tenderbook.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the handler of a method and a path; {@code *} in a pattern stands for one id. */
final class Router {
    private static final String ID = "*";

    /** Answers, or refuses by throwing {@link StripeError}. */
    interface Handler {
        Answer answer(Call call);
    }

    private record Route(String method, List<String> pattern, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    void on(String method, String pattern, Handler handler) {
        routes.add(new Route(method, List.of(pattern.split("/")), handler));
    }

    Answer answer(Request request, Work work) {
        // A trailing slash is an id that was left out: Stripe refuses it too, hence the limit -1.
        List<String> path = List.of(request.path().split("/", -1));
        for (Route route : routes) {
            Optional<List<String>> ids =
                    route.method().equals(request.method()) ? ids(route.pattern(), path) : Optional.empty();
            if (ids.isPresent()) {
                return route.handler().answer(new Call(request, work, ids.get()));
            }
        }
        throw StripeError.of(
                404,
                "invalid_request_error",
                "Unrecognized request URL (" + request.method() + ": " + request.path()
                        + "). If you are trying to list objects, remove the trailing slash. If you are trying to"
                        + " retrieve an object, make sure you passed a valid (non-empty) identifier in your code.");
    }

    private static Optional<List<String>> ids(List<String> pattern, List<String> path) {
        if (pattern.size() != path.size()) {
            return Optional.empty();
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).equals(ID) && !path.get(i).isEmpty()) {
                ids.add(URLDecoder.decode(path.get(i).replace("+", "%2B"), StandardCharsets.UTF_8));
            } else if (!pattern.get(i).equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(ids);
    }
}
