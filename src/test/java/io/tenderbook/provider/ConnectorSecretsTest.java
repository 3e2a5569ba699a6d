package io.tenderbook.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.SecretBox;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database alone opens nothing. */
class ConnectorSecretsTest {
    private static TestServer server;
    private static Connector connector;
    private static ConnectorSecrets secrets;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        connector = server.connect("stripe", "sk_test_of_the_first");
        secrets = server.bean(ConnectorSecrets.class);
        secrets.setWebhookSecret(connector, "whsec_oldest");
        secrets.addWebhookSecret(connector, "whsec_older");
        secrets.addWebhookSecret(connector, "whsec_newer");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void givesBackWhatItWasGiven() {
        assertEquals("sk_test_of_the_first", secrets.apiKey(connector));
        assertEquals(List.of("whsec_newer", "whsec_older"), secrets.webhookSecrets(connector));
    }

    @Test
    void deliveriesMayBeSignedWithTheTwoNewest() {
        var target = server.bean(DeliveryLookup.class).byId(connector.id()).orElseThrow();
        assertEquals(connector, target.connector());
        assertEquals(List.of("whsec_newer", "whsec_older"), target.secrets());
        assertFalse(target.toString().contains("whsec"), target.toString());
    }

    @Test
    void noRowHoldsASecretInTheClear() throws SQLException {
        var known = List.of(
                "sk_test_of_the_first",
                "whsec_older",
                "whsec_newer",
                server.key(Role.READER),
                server.key(Role.WRITER),
                server.key(Role.ADMIN));
        for (String table : List.of("connector_secret", "api_key", "connector")) {
            for (String cell : cells(table)) {
                known.forEach(secret -> assertFalse(cell.contains(secret), table));
            }
        }
    }

    @Test
    void aRowThatIsCopiedToAnotherConnectorDoesNotOpen() throws SQLException {
        var other = server.connect("thief", "sk_test_of_the_second");
        try (var connection = server.database();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE connector_secret thief JOIN connector c ON c.id = thief.connector_id"
                    + " JOIN connector_secret victim ON victim.kind = thief.kind"
                    + " JOIN connector v ON v.id = victim.connector_id"
                    + " SET thief.sealed = victim.sealed WHERE c.name = 'thief' AND v.name = 'stripe'");
        }
        assertThrows(SecretBox.WrongKeyException.class, () -> secrets.apiKey(other));
    }

    @Test
    void neitherDoesAnEarlierSecretInThePlaceOfALaterOne() throws SQLException {
        var other = server.connect("replayed", "sk_test_of_the_third");
        secrets.setWebhookSecret(other, "whsec_older");
        secrets.addWebhookSecret(other, "whsec_newer");
        try (var connection = server.database();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE connector_secret newer JOIN connector_secret older"
                    + " ON older.connector_id = newer.connector_id AND older.kind = newer.kind AND older.id < newer.id"
                    + " JOIN connector c ON c.id = newer.connector_id"
                    + " SET newer.sealed = older.sealed WHERE c.name = 'replayed'");
        }
        assertThrows(SecretBox.WrongKeyException.class, () -> secrets.webhookSecrets(other));
    }

    /** Every value of a table, byte for byte. */
    private static List<String> cells(String table) throws SQLException {
        List<String> cells = new ArrayList<>();
        try (var connection = server.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table)) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    byte[] bytes = rows.getBytes(column);
                    cells.add(bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertFalse(cells.isEmpty(), table);
        return cells;
    }
}
