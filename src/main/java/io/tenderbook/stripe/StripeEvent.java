package io.tenderbook.stripe;

import static io.tenderbook.stripe.StripeJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.paymentmethod.EventWord;
import io.tenderbook.platform.Json;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Stripe event of any API version, read from its raw JSON.
 *
 * @param account the connected account it is about; null for the account of the endpoint itself
 * @param object the object that the event shows
 * @param previousAttributes what its changed members were before; a missing node when the event has none
 */
public record StripeEvent(
        String id,
        String type,
        Instant created,
        boolean livemode,
        @Nullable String account,
        @Nullable String idempotencyKey,
        JsonNode object,
        JsonNode previousAttributes) {
    private static final Pattern ID = Pattern.compile("[!-~]{1,255}");
    private static final Pattern TYPE = Pattern.compile("[!-~]{1,100}");

    /** @throws IllegalArgumentException if the bytes are no event with an object; the message does not repeat them */
    public static StripeEvent parse(byte[] payload) {
        JsonNode event = Json.parse(payload);
        String id = text(event, "id");
        String type = text(event, "type");
        JsonNode object = event.path("data").path("object");
        boolean wellFormed = "event".equals(text(event, "object"))
                && id != null
                && ID.matcher(id).matches()
                && type != null
                && TYPE.matcher(type).matches()
                && event.path("created").canConvertToLong()
                && event.path("created").isIntegralNumber()
                && object.isObject();
        if (!wellFormed) {
            throw new IllegalArgumentException("not a Stripe event");
        }
        return new StripeEvent(
                id,
                type,
                Instant.ofEpochSecond(event.path("created").longValue()),
                event.path("livemode").asBoolean(false),
                text(event, "account"),
                text(event.path("request"), "idempotency_key"),
                object,
                event.path("data").path("previous_attributes"));
    }

    /** @param terminal whether this event ends its object */
    public EventWord word(boolean terminal) {
        return new EventWord(
                id,
                created,
                idempotencyKey,
                terminal,
                terminal ? StripeJson.reference(previousAttributes, "customer") : null);
    }

    /** The id that a reference of the shown object holds; null when it holds none. */
    public @Nullable String reference(String member) {
        return StripeJson.reference(object, member);
    }
}
