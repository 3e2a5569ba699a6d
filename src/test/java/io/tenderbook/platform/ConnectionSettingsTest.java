package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import io.tenderbook.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theDriverTakesNoticeOfItsSettings() throws SQLException {
        try (var connection = server.database()) {
            var settings = connection.unwrap(JdbcConnection.class).getPropertySet();
            assertEquals(
                    5000,
                    settings.getIntegerProperty(PropertyKey.connectTimeout).getValue());
            assertEquals(
                    60000,
                    settings.getIntegerProperty(PropertyKey.socketTimeout).getValue());
        }
    }

    @Test
    void aSessionReckonsInUtcWhateverTheServersZoneIs() throws SQLException {
        try (var connection = server.database()) {
            assertEquals("+00:00", told(connection, "SELECT @@session.time_zone"));
        }
    }

    @Test
    void aLongStatementIsPreparedOnceForAllItsUses() throws SQLException {
        String statement = "SELECT ? /* " + "long ".repeat(200) + " */";
        try (var connection = server.database()) {
            int before = prepared(connection);
            for (int use = 0; use < 3; use++) {
                try (var query = connection.prepareStatement(statement)) {
                    query.setString(1, "x");
                    query.executeQuery().close();
                }
            }
            assertEquals(before + 1, prepared(connection));
        }
    }

    private static int prepared(Connection connection) throws SQLException {
        try (var status = connection.createStatement();
                var row = status.executeQuery("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'")) {
            row.next();
            return row.getInt(2);
        }
    }

    private static String told(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
