package io.tenderbook.tenancy;

import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the inputs of the schema that are words can name. Whoever adds one that is not known here is asked to say whether it
 * can name something of an organisation: only what is {@link #PLAIN} is never tried with another's.
 */
final class Words {
    /** Ids by what has them, for the inputs where a valid one of ours must stand while another input is tried. */
    private static final Map<String, String> IDS = Map.of(
            "customerId", "customer",
            "paymentMethodId", "method",
            "successorId", "method",
            "connectorId", "spareConnector",
            "apiKeyId", "apiKey",
            "ids", "event");

    /** Words that name something, by the thing that they name. */
    private static final Map<String, String> NAMING = Map.ofEntries(
            Map.entry("connector", "connectorName"),
            Map.entry("ConnectorInput.name", "connectorName"),
            Map.entry("CreateConnectorInput.name", "connectorName"),
            Map.entry("UpdateConnectorInput.name", "connectorName"),
            Map.entry("referenceId", "referenceId"),
            Map.entry("AttachPaymentMethodInput.paymentMethodId", "stripeId"),
            Map.entry("stripeId", "stripeId"),
            Map.entry("fingerprint", "fingerprint"),
            Map.entry("eventId", "eventId"),
            Map.entry("objectId", "objectId"),
            Map.entry("waitsForCustomer", "referenceId"),
            Map.entry("query", "query"),
            Map.entry("CreateCustomerInput.email", "email"),
            Map.entry("UpdateCustomerInput.email", "email"));

    private static final Set<String> PLAIN = Set.of(
            "CreateCustomerInput.name",
            "UpdateCustomerInput.name",
            "CreateApiKeyInput.name",
            "BillingDetailsInput.name",
            "BillingDetailsInput.email",
            "phone",
            "line1",
            "line2",
            "city",
            "state",
            "postalCode",
            "type",
            "brand",
            "funding",
            "last4",
            "providerType",
            "expiresBefore",
            "expand",
            "provider",
            "account",
            "secretKey",
            "webhookSecret");

    private static final Set<String> CURSORS = Set.of("after", "before");
    private static final String IDEMPOTENCY_KEY = "idempotencyKey";

    private Words() {}

    /** Two words for one place: one that names something of theirs, and one like it that names nothing. */
    record Pair(String theirs, String nobodys) {}

    static boolean isIdempotencyKey(String name) {
        return name.equals(IDEMPOTENCY_KEY);
    }

    /** A valid word of ours for a place that must not stay empty. */
    static Object ours(Party ours, String container, String name, boolean isId) {
        String full = container + "." + name;
        if (isId) {
            return ours.thing(Optional.ofNullable(IDS.get(name)).orElseThrow(() -> unknown(full)));
        }
        return switch (full) {
            case "AttachPaymentMethodInput.paymentMethodId" -> "pm_card_visa";
            case "ConnectorInput.name", "Query.connector" -> ours.thing("connectorName");
            case "Query.referenceId" -> ours.thing("referenceId");
            default -> fresh(name);
        };
    }

    /** A word that was never sent before. */
    private static String fresh(String name) {
        String own = Ids.next().toString().replace("-", "");
        return switch (name) {
            case "secretKey" -> "sk_test_sandbox_" + own;
            case "webhookSecret" -> "whsec_" + own;
            case "stripeId" -> "pm_" + own;
            default -> "fresh" + own;
        };
    }

    /** What to try at a place; empty for a plain word. */
    static List<Pair> pairs(Party theirs, String container, String name, boolean isId, @Nullable String connection) {
        if (isId) {
            return theirs.things().entrySet().stream()
                    .filter(thing -> Ids.parse(thing.getValue()).isPresent())
                    .map(thing -> new Pair(thing.getValue(), Ids.next().toString()))
                    .toList();
        }
        if (CURSORS.contains(name)) {
            if (connection == null) {
                throw unknown(container + "." + name);
            }
            String cursor = theirs.thing("cursor:" + connection);
            return List.of(new Pair(cursor, neighbour(cursor)));
        }
        if (PLAIN.contains(name) || PLAIN.contains(container + "." + name)) {
            return List.of();
        }
        String named = Optional.ofNullable(NAMING.get(container + "." + name))
                .or(() -> Optional.ofNullable(NAMING.get(name)))
                .orElseThrow(() -> unknown(container + "." + name));
        String word = theirs.thing(named);
        return List.of(new Pair(word, nobodys(word)));
    }

    /** A cursor at the same place, of a row that does not exist. */
    private static String neighbour(String cursor) {
        var parts = Json.parse(Base64.getUrlDecoder().decode(cursor));
        String id = parts.path(2).textValue();
        String other = id.substring(0, id.length() - 1) + (id.endsWith("0") ? "1" : "0");
        String json = Json.write(
                Arrays.asList(parts.path(0).textValue(), parts.path(1).textValue(), other));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Of the same length and make. */
    private static String nobodys(String word) {
        var letters = new StringBuilder(word);
        for (int i = word.length() - 3; i < word.length(); i++) {
            letters.setCharAt(i, word.charAt(i) == 'q' ? 'z' : 'q');
        }
        return letters.toString();
    }

    private static IllegalStateException unknown(String place) {
        return new IllegalStateException("Nobody has said what " + place
                + " can name: add it to io.tenderbook.tenancy.Words, so that it is tried with another organisation's");
    }

    /** What else stands in an input for it to reach far. */
    static Map<String, Object> companions(Party ours, String inputType) {
        Map<String, Object> members = new LinkedHashMap<>();
        switch (inputType) {
            case "ConnectorInput" -> members.put("name", ours.thing("connectorName"));
            case "WebhookEventFilter" -> members.put("status", List.of("UNMAPPED", "DEAD"));
            case "UpdateCustomerInput" -> members.put("customerId", ours.thing("spareCustomer"));
            default -> {}
        }
        return members;
    }
}
