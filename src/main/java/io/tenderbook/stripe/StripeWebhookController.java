package io.tenderbook.stripe;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.LogFields;
import io.tenderbook.provider.DeliveryTarget;
import io.tenderbook.webhook.IncomingEvent;
import io.tenderbook.webhook.WebhookInbox;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Where Stripe delivers its events. The signature is verified over the raw bytes before anything is parsed, and the event
 * is durable before it is acknowledged. What it answers makes Stripe deliver again (5xx), or shows a wrong set-up (4xx).
 */
@Controller("/webhooks/stripe")
@Consumes(MediaType.ALL)
@Produces(MediaType.TEXT_PLAIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StripeWebhookController {
    private static final Logger LOG = LoggerFactory.getLogger(StripeWebhookController.class);

    private static final int LARGEST = 1024 * 1024;
    private static final String RETRY_SECONDS = "5";

    private final DeliveryTargets targets;
    private final WebhookInbox inbox;
    private final Clock clock;

    StripeWebhookController(DeliveryTargets targets, WebhookInbox inbox, Clock clock) {
        this.targets = targets;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Post("/{connectorId}")
    HttpResponse<String> deliver(
            String connectorId,
            @Header("Stripe-Signature") @Nullable String signature,
            @Body byte @Nullable [] payload) {
        return answer(() -> Ids.parse(connectorId).flatMap(targets::byId), signature, payload);
    }

    @Post
    HttpResponse<String> deliverToDefault(
            @Header("Stripe-Signature") @Nullable String signature, @Body byte @Nullable [] payload) {
        return answer(targets::byDefault, signature, payload);
    }

    private interface Lookup {
        Optional<DeliveryTarget> find();
    }

    private HttpResponse<String> answer(Lookup lookup, @Nullable String signature, byte @Nullable [] payload) {
        try {
            var target = lookup.find();
            return target.isEmpty()
                    ? HttpResponse.notFound("No such connector.")
                    : answer(target.get(), signature, payload == null ? new byte[0] : payload);
        } catch (RuntimeException failure) {
            LOG.error("An event could not be stored; the provider will deliver it again", failure);
            return HttpResponse.<String>status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                    .body("The event could not be stored; deliver it again.");
        }
    }

    private HttpResponse<String> answer(DeliveryTarget target, @Nullable String signature, byte[] payload) {
        var connector = target.connector();
        MDC.put(LogFields.CONNECTOR, connector.name());
        MDC.put(LogFields.ORGANISATION, connector.organisationId().toString());
        if (payload.length > LARGEST) {
            return HttpResponse.<String>status(HttpStatus.REQUEST_ENTITY_TOO_LARGE)
                    .body("An event is at most 1 MiB.");
        }
        boolean verified =
                signature != null && StripeSignature.verifies(signature, payload, target.secrets(), clock.instant());
        if (!verified) {
            return HttpResponse.badRequest(
                    "The Stripe-Signature header is missing, malformed, expired or does not verify"
                            + " with a secret of this endpoint.");
        }
        StripeEvent event;
        try {
            event = StripeEvent.parse(payload);
        } catch (IllegalArgumentException malformed) {
            return HttpResponse.badRequest("The body is no Stripe event.");
        }
        MDC.put(LogFields.EVENT_ID, event.id());
        inbox.accept(
                connector,
                new IncomingEvent(event.id(), event.type(), event.objectId(), event.rejection(connector), payload));
        return HttpResponse.ok("Kept.");
    }
}
