package io.tenderbook.stripe;

import static io.tenderbook.stripe.StripeJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.paymentmethod.EventWord;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderEvent;
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
        return read(Json.parse(payload));
    }

    static StripeEvent read(JsonNode event) {
        JsonNode object = event.path("data").path("object");
        JsonNode created = event.path("created");
        boolean inTime = created.isIntegralNumber() && created.canConvertToInt() && created.intValue() >= 0;
        if (!"event".equals(text(event, "object")) || !object.isObject() || !inTime) {
            throw notAnEvent();
        }
        String id = matching(ID, text(event, "id"));
        String type = matching(TYPE, text(event, "type"));
        return new StripeEvent(
                id,
                type,
                Instant.ofEpochSecond(created.intValue()),
                event.path("livemode").asBoolean(false),
                text(event, "account"),
                text(event.path("request"), "idempotency_key"),
                object,
                event.path("data").path("previous_attributes"));
    }

    private static String matching(Pattern pattern, @Nullable String text) {
        if (text == null || !pattern.matcher(text).matches()) {
            throw notAnEvent();
        }
        return text;
    }

    private static IllegalArgumentException notAnEvent() {
        return new IllegalArgumentException("not a Stripe event");
    }

    /** What the inbox is told of an event that Stripe listed. */
    ProviderEvent inListOf(Connector connector) {
        return new ProviderEvent(id, type, objectId(), rejection(connector));
    }

    /** The id of the shown object; null if it has none that is one. */
    @Nullable
    String objectId() {
        String objectId = text(object, "id");
        return objectId != null && ID.matcher(objectId).matches() ? objectId : null;
    }

    /** Why the event does not belong to the connector, for the operator who looks at it; null if it does. */
    public @Nullable String rejection(Connector connector) {
        if (livemode != connector.livemode()) {
            return "The event is of " + mode(livemode) + ", the connector of " + mode(connector.livemode()) + ".";
        }
        boolean foreign = account != null && !account.equals(connector.account());
        return foreign ? "The event is of another account." : null;
    }

    private static String mode(boolean livemode) {
        return livemode ? "live mode" : "test mode";
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
