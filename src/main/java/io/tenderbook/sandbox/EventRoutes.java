package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

final class EventRoutes {
    void addTo(Router router) {
        router.on("GET", "/v1/events", this::list);
        router.on("GET", "/v1/events/*", this::read);
    }

    private Answer list(Call call) {
        call.parameters().allowOnly("type", "types", "created", "limit", "starting_after", "ending_before");
        List<String> types = new ArrayList<>(call.parameters().texts("types"));
        types.addAll(call.parameters().texts("type"));
        Predicate<ObjectNode> wanted =
                event -> types.isEmpty() || types.stream().anyMatch(type -> isOf(event, type));
        Answer page = Page.of(call, Listing.all(Family.EVENTS), wanted.and(CreatedFilter.of(call.parameters())));
        page.body().withArrayProperty("data").forEach(event -> countPending(call, (ObjectNode) event));
        return page;
    }

    private Answer read(Call call) {
        call.parameters().allowOnly();
        ObjectNode event = call.work()
                .find(Family.EVENTS, call.id())
                .orElseThrow(() -> StripeError.notFound(Family.EVENTS, call.id(), "id"))
                .object();
        countPending(call, event);
        return Answer.ok(event);
    }

    private static void countPending(Call call, ObjectNode event) {
        event.put(
                "pending_webhooks",
                call.work().pendingDeliveries(event.get("id").textValue()));
    }

    /** {@code payment_method.*} means the whole family. */
    private static boolean isOf(ObjectNode event, String type) {
        String is = event.get("type").textValue();
        return type.endsWith("*") ? is.startsWith(type.substring(0, type.length() - 1)) : is.equals(type);
    }
}
