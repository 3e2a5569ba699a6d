package io.tenderbook.sync;

import io.tenderbook.TestServer;
import io.tenderbook.platform.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;

/** What this program has recorded of an account. */
record Records(Jdbi jdbi) {
    private static final List<String> WRITTEN = List.of(
            "customer",
            "connector_mapping",
            "payment_method",
            "default_payment_method",
            "payment_method_change",
            "payment_method_change_counter",
            "provider_object",
            "webhook_event",
            "drift");

    static Records of(TestServer server) {
        return new Records(server.bean(Jdbi.class));
    }

    /** Comparable to {@link Account#state}. */
    Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        jdbi.useHandle(handle -> {
            handle.createQuery("SELECT external_id FROM connector_mapping WHERE ended_at IS NULL")
                    .mapTo(String.class)
                    .forEach(id -> state.put(id, "alive"));
            handle.createQuery("SELECT p.stripe_id, p.detached_at IS NOT NULL, p.customer_deleted_at IS NOT NULL,"
                            + " p.owner_external_id, p.metadata, d.payment_method_id IS NOT NULL FROM payment_method p"
                            + " LEFT JOIN default_payment_method d ON d.payment_method_id = p.id")
                    .map((row, context) -> {
                        String standing = row.getBoolean(2)
                                ? "detached"
                                : row.getBoolean(3) ? "customer deleted" : "of " + row.getString(4);
                        String turn = Json.parse(row.getString(5)).path("turn").textValue();
                        return state.put(
                                row.getString(1), standing + ", turn " + turn + ", default " + row.getBoolean(6));
                    })
                    .list();
        });
        return state;
    }

    /** Every row of every table that following Stripe writes to, byte for byte. */
    Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String table : WRITTEN) {
            rows.put(
                    table,
                    jdbi.withHandle(handle -> handle
                            .createQuery("SELECT * FROM " + table)
                            .map((row, context) -> {
                                var text = new StringBuilder();
                                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                    text.append(row.getString(i)).append('|');
                                }
                                return text.toString();
                            })
                            .stream()
                            .sorted()
                            .collect(Collectors.toList())));
        }
        return rows;
    }

    /** What a caller is told to have happened to a payment method, oldest first: what, by what, and by which. */
    List<String> changes(TestServer server, String stripeId) {
        var found = server.graphql("""
                query ($id: String!) {
                  paymentMethods(filter: {stripeId: $id, includeDetached: true}) {
                    nodes { changes { nodes { kind cause causeId } } }
                  }
                }
                """, Map.of("id", stripeId));
        return StreamSupport.stream(
                        found.at("/data/paymentMethods/nodes/0/changes/nodes").spliterator(), false)
                .map(change -> change.path("kind").asText() + " by "
                        + change.path("cause").asText() + " "
                        + change.path("causeId").asText())
                .toList();
    }

    long count(String query, Object... arguments) {
        return jdbi.withHandle(
                handle -> handle.select(query, arguments).mapTo(Long.class).one());
    }
}
