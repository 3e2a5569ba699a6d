package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Stripe's lists: newest first, ten at a time unless asked, paged by {@code starting_after} or {@code ending_before}. */
final class Page {
    private static final long DEFAULT = 10;
    private static final long MOST = 100;

    private final Call call;

    private Page(Call call) {
        this.call = call;
    }

    /** The page that the call's parameters ask for, of those objects that match. */
    static Answer of(Call call, Listing listing, Predicate<ObjectNode> matching) {
        return Answer.ok(new Page(call).read(listing, matching));
    }

    static Answer empty(Call call) {
        return Answer.ok(new Page(call).list(List.of(), false));
    }

    private ObjectNode read(Listing listing, Predicate<ObjectNode> matching) {
        int limit = (int) limit();
        boolean backwards = call.parameters().has("ending_before");
        Stream<Kept> from = backwards
                ? call.work().range(listing, cursor(listing, "ending_before") + 1, Long.MAX_VALUE)
                : call.work().range(listing, start(listing), 0);
        List<ObjectNode> found =
                from.map(Kept::object).filter(matching).limit(limit + 1L).toList();
        List<ObjectNode> shown = found.subList(0, Math.min(limit, found.size()));
        return list(backwards ? shown.reversed() : shown, found.size() > limit);
    }

    private ObjectNode list(List<ObjectNode> objects, boolean more) {
        ObjectNode list = Shape.of("{\"object\": \"list\"}");
        ArrayNode data = list.putArray("data");
        objects.forEach(data::add);
        list.put("has_more", more);
        list.put("url", call.request().path());
        return list;
    }

    private long start(Listing listing) {
        return call.parameters().has("starting_after") ? cursor(listing, "starting_after") - 1 : Long.MAX_VALUE;
    }

    private long cursor(Listing listing, String parameter) {
        String id = call.parameters().required(parameter);
        return call.work()
                .find(listing.family(), id)
                .orElseThrow(() -> StripeError.unknownReference(listing.family(), id, parameter))
                .sequence();
    }

    private long limit() {
        Long limit = call.parameters().integer("limit");
        if (limit == null) {
            return DEFAULT;
        }
        if (limit < 1 || limit > MOST) {
            throw StripeError.invalid(
                            "This value must be between 1 and " + MOST + " (it currently is '" + limit + "').")
                    .code("parameter_invalid_integer")
                    .param("limit");
        }
        return limit;
    }
}
