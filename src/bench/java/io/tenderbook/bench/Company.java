package io.tenderbook.bench;

import io.tenderbook.platform.Json;
import io.tenderbook.stripe.PaymentMethodJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The organisation whose rows are measured: two and a half payment methods a customer, a default each, mapped and known at
 * one connector, as if they had come by events. Numbered from 1 on, so that any case can name them; made by SQL.
 */
final class Company {
    private static final int AT_ONCE = 10_000;

    private static final String OWNER = "(((n - 1) DIV 5) * 2 + IF((n - 1) MOD 5 < 3, 1, 2))";
    private static final String CUSTOMER_ID = id("c", "n");
    private static final String OWNER_ID = id("c", OWNER);
    private static final String METHOD_ID = id("p", "n");
    private static final String EXTERNAL_CUSTOMER = "CONCAT('cus_Bench', LPAD(%s, 10, '0'))";
    private static final String EXTERNAL_METHOD = "CONCAT('pm_1Bench', LPAD(n, 18, '0'))";
    private static final String LAST4 = "LPAD(n MOD 10000, 4, '0')";
    private static final String CREATED = "TIMESTAMPADD(SECOND, %s * 100, '2025-01-01')";

    private static final String CUSTOMERS =
            "INSERT INTO customer (id, organisation_id, name, email, metadata, imported,"
                    + " created_at, updated_at) SELECT " + CUSTOMER_ID + ", @organisation,"
                    + " CONCAT(ELT(1 + n MOD 7, 'Sophie', 'Emmy', 'Ada', 'Grace', 'Mary', 'Sofya', 'Katherine'), ' ',"
                    + " ELT(1 + n MOD 11, 'Germain', 'Noether', 'Lovelace', 'Hopper', 'Somerville', 'Kovalevskaya', 'Johnson',"
                    + " 'Agnesi', 'Hypatia', 'Cartwright', 'Robinson'), ' ', n), CONCAT('customer', n, '@example.com'), '{}',"
                    + " FALSE, " + CREATED.formatted("n") + ", " + CREATED.formatted("n");

    private static final String MAPPINGS =
            "INSERT INTO connector_mapping (id, organisation_id, connector_id, customer_id,"
                    + " external_id, created_at) SELECT " + id("m", "n") + ", @organisation, @connector, " + CUSTOMER_ID
                    + ", "
                    + EXTERNAL_CUSTOMER.formatted("n") + ", " + CREATED.formatted("n");

    private static final String OBJECTS = "INSERT INTO provider_object (connector_id, kind, external_id_digest,"
            + " external_id, observed_at, version, tombstone, missing, owner_shown) SELECT @connector, '%s',"
            + " UNHEX(SHA2(%s, 256)), %s, '2025-01-01', 1, FALSE, FALSE, %s";

    private static final String METHODS = "INSERT INTO payment_method (id, organisation_id, connector_id, customer_id,"
            + " stripe_id, owner_external_id, type, provider_type, enabled, mandate_inactive, missing, brand, last4,"
            + " exp_month, exp_year, expires_at, country, fingerprint, funding, details, billing_details, metadata,"
            + " allow_redisplay, livemode, source, raw_data, observed_at, created_at, updated_at, synced_at)"
            + " SELECT " + METHOD_ID + ", @organisation, @connector, " + OWNER_ID + ", " + EXTERNAL_METHOD + ", "
            + EXTERNAL_CUSTOMER.formatted(OWNER) + ", 'CARD', 'card', TRUE, FALSE, FALSE, 'visa', " + LAST4
            + ", 8, 2031, '2031-09-01', 'FR', CONCAT(" + LAST4 + ", 'XcT2mEqIY6Jx'), 'credit', ?, ?, ?, 'unspecified',"
            + " FALSE, 'WEBHOOK', REPLACE(REPLACE(REPLACE(?, '@object@', " + EXTERNAL_METHOD + "), '@customer@', "
            + EXTERNAL_CUSTOMER.formatted(OWNER) + "), '@last4@', " + LAST4 + "), '2025-01-01', "
            + CREATED.formatted(OWNER) + ", " + CREATED.formatted(OWNER) + ", " + CREATED.formatted(OWNER);

    private static final String DEFAULTS = "INSERT INTO default_payment_method (connector_id, customer_id,"
            + " organisation_id, payment_method_id, set_at) SELECT @connector, " + OWNER_ID + ", @organisation, "
            + METHOD_ID + ", " + CREATED.formatted(OWNER);

    private static final String ROWS = " FROM benchmark_number WHERE n BETWEEN ? AND ?";

    private final Database database;

    Company(Database database) {
        this.database = database;
    }

    /** Payment methods of so many customers. */
    static int methods(int customers) {
        return customers * 5 / 2;
    }

    /** Adds what is missing up to so many customers. The program must have made organisation and connector. */
    void grow(int customers) throws SQLException {
        try (var connection = database.connect()) {
            execute(
                    connection,
                    "SET @organisation = (SELECT id FROM organisation WHERE slug = '" + Tenderbook.ORGANISATION
                            + "'), @connector = (SELECT id FROM connector WHERE name = 'stripe')");
            int before = count(connection, "SELECT COUNT(*) FROM customer WHERE email LIKE 'customer%@example.com'");
            int methodsBefore =
                    count(connection, "SELECT COUNT(*) FROM payment_method WHERE stripe_id LIKE 'pm\\_1Bench%'");
            number(connection, Math.max(customers, methods(customers)));
            for (int from = before + 1; from <= customers; from += AT_ONCE) {
                addCustomers(connection, from, Math.min(from + AT_ONCE - 1, customers));
            }
            int methods = methods(customers);
            for (int from = methodsBefore + 1; from <= methods; from += AT_ONCE) {
                addMethods(connection, from, Math.min(from + AT_ONCE - 1, methods));
            }
            execute(
                    connection,
                    "ANALYZE TABLE customer, connector_mapping, provider_object, payment_method,"
                            + " default_payment_method, webhook_event");
        }
    }

    private static void addCustomers(Connection connection, int from, int to) throws SQLException {
        String external = EXTERNAL_CUSTOMER.formatted("n");
        insert(connection, CUSTOMERS + ROWS, List.of(), from, to);
        insert(connection, MAPPINGS + ROWS, List.of(), from, to);
        insert(connection, OBJECTS.formatted("CUSTOMER", external, external, "FALSE") + ROWS, List.of(), from, to);
    }

    private static void addMethods(Connection connection, int from, int to) throws SQLException {
        var shown = Json.parse(Templates.paymentMethod("@object@", "@customer@"));
        var seen = PaymentMethodJson.read(shown);
        var values = List.of(
                Json.write(new TreeMap<>(seen.details() == null ? Map.of() : seen.details())),
                Json.write(seen.billingDetails() == null ? Map.of() : seen.billingDetails()),
                seen.metadata().toString(),
                seen.raw().toString());
        insert(connection, METHODS + ROWS, values, from, to);
        insert(
                connection,
                OBJECTS.formatted("PAYMENT_METHOD", EXTERNAL_METHOD, EXTERNAL_METHOD, "TRUE") + ROWS,
                List.of(),
                from,
                to);
        insert(connection, DEFAULTS + ROWS + " AND (n - 1) MOD 5 IN (0, 3)", List.of(), from, to);
    }

    private static void insert(Connection connection, String sql, List<String> values, int from, int to)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            int place = 1;
            for (String value : values) {
                statement.setString(place++, value);
            }
            statement.setInt(place++, from);
            statement.setInt(place, to);
            statement.executeUpdate();
        }
    }

    /** The numbers from 1 on, for this connection alone. */
    private static void number(Connection connection, int most) throws SQLException {
        String digits = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
                + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
        execute(connection, "CREATE TEMPORARY TABLE benchmark_number (n INT PRIMARY KEY)");
        execute(
                connection,
                "INSERT INTO benchmark_number SELECT n FROM (SELECT 1 + a.d + 10 * b.d + 100 * c.d"
                        + " + 1000 * e.d + 10000 * f.d + 100000 * g.d AS n FROM " + digits + " a, " + digits + " b, "
                        + digits
                        + " c, " + digits + " e, " + digits + " f, " + digits + " g) numbers WHERE n <= " + most);
    }

    /** A UUID of version 7 whose time grows with the number. */
    private static String id(String kind, String number) {
        String hash = "SHA2(CONCAT('" + kind + "', " + number + "), 256)";
        return "UNHEX(CONCAT(LPAD(HEX(1735689600000 + " + number + " * 100000), 12, '0'), '7', SUBSTR(" + hash
                + ", 1, 3), '8', SUBSTR(" + hash + ", 4, 15)))";
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
