package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As an extension, {@code secret} may be chosen when an endpoint is created; else it is made up. */
final class WebhookEndpointRoutes {
    private static final Listing ALL = Listing.all(Family.WEBHOOK_ENDPOINTS);

    private final WebhookEndpoints endpoints;

    WebhookEndpointRoutes(WebhookEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    void addTo(Router router) {
        router.on("POST", "/v1/webhook_endpoints", this::create);
        router.on("GET", "/v1/webhook_endpoints", this::list);
        router.on("GET", "/v1/webhook_endpoints/*", call -> Answer.ok(find(call)));
        router.on("POST", "/v1/webhook_endpoints/*", this::update);
        router.on("DELETE", "/v1/webhook_endpoints/*", this::delete);
    }

    private Answer create(Call call) {
        FormParameters parameters = call.parameters();
        parameters.allowOnly("url", "enabled_events", "description", "metadata", "secret", "api_version");
        ObjectNode endpoint = Shape.of("""
                {
                  "id": null, "object": "webhook_endpoint", "api_version": null, "application": null, "created": 0,
                  "description": null, "enabled_events": [], "livemode": false, "metadata": {}, "status": "enabled",
                  "url": null
                }
                """);
        endpoint.put("id", Family.WEBHOOK_ENDPOINTS.newId());
        endpoint.put("created", call.work().now());
        endpoint.put("url", endpoints.checkedUrl(parameters.required("url")));
        if (!parameters.has("enabled_events")) {
            throw StripeError.parameterMissing("enabled_events");
        }
        set(parameters, endpoint);
        Kept kept = call.work().add(Family.WEBHOOK_ENDPOINTS, endpoint, Shape.empty());
        WebhookEndpoints.setSecret(kept, secret(parameters.text("secret")));
        call.work().put(Family.WEBHOOK_ENDPOINTS, kept);
        return Answer.ok(endpoint.deepCopy().put("secret", WebhookEndpoints.secret(kept)));
    }

    private static String secret(@Nullable String chosen) {
        return chosen == null || chosen.isEmpty() ? "whsec_" + StripeIds.random(32) : chosen;
    }

    private Answer list(Call call) {
        call.parameters().allowOnly("limit", "starting_after", "ending_before");
        return Page.of(call, ALL, endpoint -> true);
    }

    private Answer update(Call call) {
        call.parameters().allowOnly("url", "enabled_events", "description", "metadata", "disabled");
        Kept endpoint = find(call);
        if (call.parameters().has("url")) {
            endpoint.object().put("url", endpoints.checkedUrl(call.parameters().required("url")));
        }
        if (call.parameters().has("disabled")) {
            endpoint.object().put("status", call.parameters().flag("disabled") ? "disabled" : "enabled");
        }
        set(call.parameters(), endpoint.object());
        call.work().put(Family.WEBHOOK_ENDPOINTS, endpoint);
        return Answer.ok(endpoint);
    }

    private static void set(FormParameters parameters, ObjectNode endpoint) {
        parameters.copyTexts(endpoint, List.of(), "description");
        Metadata.merge(parameters, endpoint);
        if (parameters.has("enabled_events")) {
            ArrayNode events = endpoint.putArray("enabled_events");
            parameters.texts("enabled_events").forEach(events::add);
        }
    }

    /** Deliveries still on their way to it are dropped. */
    private Answer delete(Call call) {
        Kept endpoint = find(call);
        call.work().remove(Family.WEBHOOK_ENDPOINTS, endpoint);
        return Answer.ok(Shape.empty()
                .put("id", endpoint.id())
                .put("object", "webhook_endpoint")
                .put("deleted", true));
    }

    private static Kept find(Call call) {
        return call.work()
                .find(Family.WEBHOOK_ENDPOINTS, call.id())
                .orElseThrow(() -> StripeError.notFound(Family.WEBHOOK_ENDPOINTS, call.id(), "webhook_endpoint"));
    }
}
