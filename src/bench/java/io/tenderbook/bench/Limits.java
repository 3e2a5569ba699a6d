package io.tenderbook.bench;

import io.tenderbook.bench.Figure.Limit;
import io.tenderbook.bench.PlainJdbc.Work;
import io.tenderbook.platform.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The physical limits that cases are held against, each measured once in a run, when it is first asked for. */
final class Limits {
    private static final int CONNECTIONS = 16;
    private static final int PAGE = 20;
    private static final String MARKS = String.join(",", Collections.nCopies(PAGE, "?"));
    private static final AtomicLong NUMBER = new AtomicLong(System.currentTimeMillis() * 1_000);

    private final Stage stage;
    private final Map<String, Limit> known = new HashMap<>();

    Limits(Stage stage) {
        this.stage = stage;
    }

    /** Makes it measure anew, once there is more in the tables. */
    void forget() {
        known.clear();
    }

    Limit inserts() {
        return inserts(CONNECTIONS);
    }

    /** The rows of the inbox one by one, each durable before the next of its connection. */
    Limit inserts(int connections) {
        return limit(
                "JDBC: durable inserts of one event, %d connections".formatted(connections),
                "rows/s",
                connections,
                Limits::insert,
                () -> Deliveries.forget(stage));
    }

    /** The customers of a page, their payment methods, their defaults. */
    Limit pages() {
        return limit("JDBC: the page as three selects, 16 connections", "pages/s", CONNECTIONS, Limits::page, () -> {});
    }

    Limit rows() {
        return limit("JDBC: customer by id, 16 connections", "rows/s", CONNECTIONS, Limits::row, () -> {});
    }

    /** What an attachment writes before and after its call at Stripe, which is waited for only. Something must be attached. */
    Limit attachments(int connections, Duration away) {
        return limit(
                "JDBC: the rows of an attachment around %d ms, %d connections".formatted(away.toMillis(), connections),
                "attachments/s",
                connections,
                connection -> AttachedRows.on(connection, away),
                () -> {});
    }

    /** A web server that does nothing, in a process of its own. */
    Limit requests() {
        String name = "Micronaut: an empty route, 64 connections";
        return known.computeIfAbsent(name, key -> {
            try (var server = EmptyRoute.start(stage.settings())) {
                var request = new Wrk.Request(server.at(EmptyRoute.PATH).toString(), "common.lua", Map.of());
                var figure = stage.measure(
                        key, server.pid(), () -> request, 64, stage.settings().warmUpAgain(), () -> {});
                return stage.report().add(figure).asLimit();
            }
        });
    }

    private Limit limit(String name, String unit, int connections, PlainJdbc.Worker worker, Runnable cleanUp) {
        return known.computeIfAbsent(name, key -> {
            var before = Machine.spent(0);
            var figure = Figure.of(key, unit, PlainJdbc.loads(stage.database(), connections, worker, stage.settings()));
            var busy = Machine.spent(0).since(before);
            cleanUp.run();
            return stage.report().add(figure.meanwhile(busy)).asLimit();
        });
    }

    private static Work insert(Connection connection) throws SQLException {
        byte[] payload = Templates.event("evt_benchmark", 0, 1).getBytes(StandardCharsets.UTF_8);
        byte[] organisation = organisation(connection);
        byte[] connector = bytes(connection, "SELECT id FROM connector WHERE name = 'stripe'");
        var statement =
                connection.prepareStatement("INSERT INTO webhook_event (id, organisation_id, connector_id, event_id,"
                        + " type, object_id, status, attempts, error, received_at, next_attempt_at, recovered, payload)"
                        + " VALUES (?, ?, ?, ?, 'benchmark', ?, 'IGNORED', 0, NULL, ?, NULL, FALSE, ?)");
        statement.setBytes(2, organisation);
        statement.setBytes(3, connector);
        statement.setBytes(7, payload);
        return random -> {
            statement.setBytes(1, bytes(Ids.next()));
            statement.setString(4, "evt_1Plain" + NUMBER.incrementAndGet());
            statement.setString(5, "pm_1Bench" + NUMBER.get());
            statement.setTimestamp(6, new Timestamp(System.currentTimeMillis()));
            statement.executeUpdate();
        };
    }

    private static Work page(Connection connection) throws SQLException {
        var places = places(connection);
        var customers = connection.prepareStatement("SELECT id, name, email FROM customer"
                + " WHERE organisation_id = ? AND deleted_at IS NULL AND (created_at < ? OR (created_at = ? AND id < ?))"
                + " ORDER BY created_at DESC, id DESC LIMIT " + PAGE);
        customers.setBytes(1, organisation(connection));
        var methods =
                connection.prepareStatement("SELECT id, customer_id, type, provider_type, brand, last4, exp_month,"
                        + " exp_year, enabled, customer_deleted_at, mandate_inactive, expires_at FROM payment_method"
                        + " WHERE customer_id IN (" + MARKS
                        + ") AND detached_at IS NULL ORDER BY customer_id, created_at, id");
        var defaults = connection.prepareStatement("SELECT customer_id, payment_method_id, set_at"
                + " FROM default_payment_method WHERE customer_id IN (" + MARKS + ") ORDER BY set_at DESC");
        return random -> {
            var place = places.get(random.nextInt(places.size()));
            customers.setTimestamp(2, place.created());
            customers.setTimestamp(3, place.created());
            customers.setBytes(4, bytes(place.id()));
            List<byte[]> ids = new ArrayList<>();
            try (var rows = customers.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getBytes(1));
                }
            }
            read(methods, ids);
            read(defaults, ids);
        };
    }

    private static Work row(Connection connection) throws SQLException {
        var places = places(connection);
        var statement = connection.prepareStatement("SELECT id, name, email, created_at FROM customer WHERE id = ?");
        return random -> read(
                statement,
                List.of(bytes(places.get(random.nextInt(places.size())).id())));
    }

    private record Place(Timestamp created, UUID id) {}

    /** A thousand customers from all over the table, none so near its end that less than a page is behind. */
    private static List<Place> places(Connection connection) throws SQLException {
        List<Place> places = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT created_at, id FROM customer WHERE email LIKE 'customer%'"
                        + " AND created_at > '2025-01-02' ORDER BY SHA2(id, 256) LIMIT 1000")) {
            while (rows.next()) {
                places.add(new Place(rows.getTimestamp(1), id(rows.getBytes(2))));
            }
        }
        return places;
    }

    /** Executes with the ids in the places of the marks, and reads all that comes. */
    private static void read(PreparedStatement statement, List<byte[]> ids) throws SQLException {
        for (int i = 0; i < ids.size(); i++) {
            statement.setBytes(i + 1, ids.get(i));
        }
        try (var rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
            }
        }
    }

    private static byte[] organisation(Connection connection) throws SQLException {
        return bytes(connection, "SELECT id FROM organisation WHERE slug = '" + Tenderbook.ORGANISATION + "'");
    }

    private static byte[] bytes(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getBytes(1);
        }
    }

    private static UUID id(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
