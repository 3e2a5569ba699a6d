package io.tenderbook.bench;

import io.tenderbook.bench.PlainJdbc.Work;
import io.tenderbook.platform.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What an attachment leaves in the database, by the plain driver and nothing else: that it begins, durably; after as long as
 * Stripe takes, the object, the record, its place in the history, and that it is done, with one commit. The rows are copies of
 * those of an attachment that there is.
 */
final class AttachedRows {
    /** Due later: what is left open is carried out by the program, which runs meanwhile. */
    private static final String BEGIN = "INSERT INTO intent (id, organisation_id, connector_id, operation_id, kind,"
            + " customer_id, customer_external_id, payment_method_external_id, parameters, cause_id, provider_key,"
            + " key_made_at, key_spent, perhaps_sent, status, attempts, asked_at, due_at, lease_until)"
            + " SELECT ?, organisation_id, connector_id, ?, kind, customer_id, customer_external_id, ?, parameters,"
            + " cause_id, ?, key_made_at, key_spent, perhaps_sent, 'OPEN', 0, NOW(6), NOW(6) + INTERVAL 20 SECOND,"
            + " NOW(6) + INTERVAL 20 SECOND FROM intent WHERE id = ?";

    private static final String OBJECT = "INSERT INTO provider_object (connector_id, kind, external_id_digest,"
            + " external_id, observed_at, version, tombstone, missing, owner_shown, echo_key)"
            + " SELECT connector_id, 'PAYMENT_METHOD', UNHEX(SHA2(?, 256)), ?, NOW(6), 1, FALSE, FALSE, TRUE, ?"
            + " FROM payment_method WHERE id = ?";

    private static final String RECORD = "INSERT INTO payment_method (id, organisation_id, connector_id, customer_id,"
            + " stripe_id, owner_external_id, type, provider_type, enabled, mandate_inactive, missing, brand, last4,"
            + " exp_month, exp_year, expires_at, country, fingerprint, funding, details, billing_details, metadata,"
            + " allow_redisplay, livemode, source, raw_data, observed_at, created_at, updated_at, synced_at)"
            + " SELECT ?, organisation_id, connector_id, customer_id, ?, owner_external_id, type, provider_type, enabled,"
            + " mandate_inactive, missing, brand, last4, exp_month, exp_year, expires_at, country, fingerprint, funding,"
            + " details, billing_details, metadata, allow_redisplay, livemode, source, raw_data, observed_at, NOW(6),"
            + " NOW(6), NOW(6) FROM payment_method WHERE id = ?";

    private static final String PLACE = "UPDATE payment_method_change_counter SET last_position = last_position + 1"
            + " WHERE organisation_id = (SELECT organisation_id FROM payment_method WHERE id = ?)";

    private static final String CHANGE = "INSERT INTO payment_method_change (id, organisation_id, position,"
            + " payment_method_id, customer_id, kind, state_after, cause, cause_id, changed_at)"
            + " SELECT ?, c.organisation_id, n.last_position, ?, c.customer_id, c.kind, c.state_after, c.cause,"
            + " c.cause_id, NOW(6) FROM payment_method_change c JOIN payment_method_change_counter n"
            + " ON n.organisation_id = c.organisation_id WHERE c.payment_method_id = ? ORDER BY c.position LIMIT 1";

    private static final String DONE =
            "UPDATE intent SET status = 'DONE', ended_at = NOW(6), lease_until = NULL WHERE id = ?";

    private final Connection connection;
    private final Duration away;
    private final byte[] method;
    private final byte[] intent;
    private final PreparedStatement begin;
    private final PreparedStatement object;
    private final PreparedStatement record;
    private final PreparedStatement place;
    private final PreparedStatement change;
    private final PreparedStatement done;

    private AttachedRows(Connection connection, Duration away) throws SQLException {
        this.connection = connection;
        this.away = away;
        method = first(
                connection,
                "SELECT payment_method_id FROM payment_method_change WHERE kind = 'ATTACHED' ORDER BY id DESC LIMIT 1");
        intent = first(
                connection, "SELECT id FROM intent WHERE kind = 'ATTACH' AND status = 'DONE' ORDER BY id LIMIT 1");
        begin = connection.prepareStatement(BEGIN);
        object = connection.prepareStatement(OBJECT);
        record = connection.prepareStatement(RECORD);
        place = connection.prepareStatement(PLACE);
        change = connection.prepareStatement(CHANGE);
        done = connection.prepareStatement(DONE);
    }

    /** @param away how long Stripe takes */
    static Work on(Connection connection, Duration away) throws SQLException {
        var rows = new AttachedRows(connection, away);
        return random -> rows.attach();
    }

    private void attach() throws SQLException {
        byte[] operation = id();
        byte[] recorded = id();
        String stripeId = "pm_1Plain" + Ids.next().toString().replace("-", "");
        String key = Ids.next().toString();
        execute(begin, List.of(operation, id(), stripeId, key, intent));
        Interruption.sleep(away.toMillis());
        connection.setAutoCommit(false);
        execute(object, List.of(stripeId, stripeId, key, method));
        execute(record, List.of(recorded, stripeId, method));
        execute(place, List.of(method));
        execute(change, List.of(id(), recorded, method));
        execute(done, List.of(operation));
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void execute(PreparedStatement statement, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        int rows = statement.executeUpdate();
        if (rows != 1) {
            throw new SQLException(rows + " rows were written by " + statement);
        }
    }

    private static byte[] first(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("There is no attachment yet to copy.");
            }
            return rows.getBytes(1);
        }
    }

    private static byte[] id() {
        return Limits.bytes(Ids.next());
    }
}
