package io.tenderbook.paymentmethod;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Organisation;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connectors;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one payment method of an organisation, as a test wants it: written by the history's own writer, without
 * any provider.
 *
 * @param key of an admin of that organisation
 */
public record Happenings(TestServer server, Organisation organisation, String key, PaymentMethod method) {
    /** A payment method of the server's own organisation. */
    public static Happenings in(TestServer server) {
        return in(server, server.organisation(), server.key(Role.ADMIN));
    }

    /** The same in another organisation of that server. */
    public static Happenings inAnother(TestServer server, String slug) {
        var organisation = server.bean(Organisations.class).create(slug, slug);
        return in(
                server, organisation, server.bean(ApiKeys.class).create(organisation.id(), "of the tests", Role.ADMIN));
    }

    private static Happenings in(TestServer server, Organisation organisation, String key) {
        if (server.bean(Connectors.class).of(organisation.id()).isEmpty()) {
            server.bean(Connectors.class).create(organisation.id(), "stripe", "stripe", false, true);
        }
        String customer = run(server, key, "createCustomer", "customer", Map.of("name", "Ada"));
        String method = run(server, key, "createPaymentMethod", "paymentMethod", Claims.card(customer));
        var record = server.bean(PaymentMethodQueries.class)
                .byId(organisation.id(), List.of(UUID.fromString(method)))
                .get(UUID.fromString(method));
        if (record == null) {
            throw new IllegalStateException("the payment method was not made");
        }
        return new Happenings(server, organisation, key, record);
    }

    /** Our id of what a mutation made. */
    private static String run(
            TestServer server,
            String key,
            String mutation,
            String made,
            Map<String, ? extends @Nullable Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        String document = "mutation ($input: " + type + ") { " + mutation + "(input: $input) { " + made + " { id } } }";
        JsonNode answer = Json.parse(server.send(server.request("/graphql")
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                Json.write(Map.of("query", document, "variables", Map.of("input", input))))))
                .body());
        return answer.at("/data/" + mutation + "/" + made + "/id").textValue();
    }

    public String customerId() {
        return String.valueOf(method.customerId());
    }

    /** Something happens for each of these reasons, in one transaction; the reason tells changes apart. */
    public void happen(String... reasons) {
        server.bean(Transactions.class).run(() -> {
            for (String reason : reasons) {
                append(reason);
            }
            return null;
        });
    }

    /** In the transaction that is open on this thread, as everything below. */
    public void append(String reason) {
        append(reason, 1);
    }

    /** The same, with so many characters to tell. */
    public void append(String reason, int length) {
        server.bean(Changes.class)
                .append(
                        ChangeKind.UPDATED,
                        method,
                        Map.of(),
                        Map.of("brand", "x".repeat(length)),
                        Cause.RECONCILIATION,
                        reason);
    }

    /** It turns out not to have been this customer's. */
    public void move(String formerCustomerId, String reason) {
        server.bean(Changes.class)
                .append(
                        ChangeKind.MOVED,
                        method,
                        Map.of("customerId", formerCustomerId),
                        Map.of("customerId", customerId()),
                        Cause.RECONCILIATION,
                        reason);
    }

    /** The cursor of the change that has this reason. */
    public String cursor(String reason) {
        return server
                .bean(PaymentMethodHistory.class)
                .between(organisation.id(), 0, Long.MAX_VALUE, null, 10_000)
                .stream()
                .filter(change -> reason.equals(change.reason()))
                .findFirst()
                .orElseThrow()
                .cursor();
    }
}
