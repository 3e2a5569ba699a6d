package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Records what a request caused, for {@code GET /v1/events} and for the endpoints that want to hear of it. */
final class Events {
    /** As long as Stripe can be asked for them. */
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private static final int REMOVED_AT_ONCE = 2;

    private final Request request;
    private final Work work;

    Events(Request request, Work work) {
        this.request = request;
        this.work = work;
    }

    void record(String type, Kept subject) {
        record(type, subject, Shape.empty());
    }

    /** @param previous the earlier values of what changed; left out of the event where it is empty */
    void record(String type, Kept subject, ObjectNode previous) {
        ObjectNode event = Shape.of("{\"id\": null, \"object\": \"event\"}");
        event.put("id", Family.EVENTS.newId());
        event.put("api_version", Sandbox.API_VERSION);
        event.put("created", work.now());
        ObjectNode data = event.putObject("data");
        data.set("object", subject.object().deepCopy());
        if (!previous.isEmpty()) {
            data.set("previous_attributes", previous);
        }
        event.put("livemode", false);
        event.put("pending_webhooks", 0);
        event.putObject("request").put("id", request.id()).put("idempotency_key", request.idempotencyKey());
        event.put("type", type);
        removeOutdated();
        Kept kept = work.add(Family.EVENTS, event, Shape.empty());
        work.oldestFirst(Listing.all(Family.WEBHOOK_ENDPOINTS))
                .filter(endpoint -> WebhookEndpoints.wants(endpoint, type))
                .forEach(endpoint -> work.deliver(kept, endpoint));
    }

    private void removeOutdated() {
        long tooOld = work.now() - KEPT_FOR.toSeconds();
        work.oldestFirst(Listing.all(Family.EVENTS))
                .limit(REMOVED_AT_ONCE)
                .filter(event -> event.object().get("created").longValue() < tooOld)
                .toList()
                .forEach(event -> work.remove(Family.EVENTS, event));
    }
}
