package io.tenderbook;

import io.tenderbook.platform.StartRefused;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** One connection to a configured database before anything is started, to say plainly what is wrong with it. */
final class DatabaseCheck {
    private static final String SCHEME = "jdbc:mysql:";
    private static final int ACCESS_DENIED_TO_DATABASE = 1044;
    private static final int ACCESS_DENIED = 1045;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final String TIMEOUT_MILLIS = "5000";

    private final String url;
    private final String username;
    private final String password;

    DatabaseCheck(String url, String username, String password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    /** @throws StartRefused if the database cannot be reached with this user, or is too old */
    void run() {
        if (!url.startsWith(SCHEME)) {
            throw new StartRefused("DATASOURCES_DEFAULT_URL must be a MySQL address such as"
                    + " jdbc:mysql://localhost:3306/tenderbook, and it is not.");
        }
        try (var connection = DriverManager.getConnection(url, properties())) {
            requireVersion(connection);
        } catch (SQLException failure) {
            throw new StartRefused(sentence(failure), failure);
        }
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", TIMEOUT_MILLIS);
        properties.setProperty("socketTimeout", TIMEOUT_MILLIS);
        return properties;
    }

    private void requireVersion(Connection connection) throws SQLException {
        var server = connection.getMetaData();
        String version = server.getDatabaseProductVersion();
        int number = server.getDatabaseMajorVersion() * 100 + server.getDatabaseMinorVersion();
        // MariaDB is what runs embedded; one of that age will do elsewhere too.
        if (number < (version.contains("MariaDB") ? 1104 : 804)) {
            throw new StartRefused(
                    "The database at " + place() + " is version " + version
                            + ": Tenderbook needs MySQL 8.4 or newer; upgrade it, or point DATASOURCES_DEFAULT_URL to another.");
        }
    }

    private String sentence(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case ACCESS_DENIED ->
                "The database at " + place() + " refused user \"" + username
                        + "\": correct DATASOURCES_DEFAULT_USERNAME or DATASOURCES_DEFAULT_PASSWORD.";
            case ACCESS_DENIED_TO_DATABASE ->
                "User \"" + username + "\" may not use the database at " + place()
                        + ": grant it there, or correct DATASOURCES_DEFAULT_URL.";
            case UNKNOWN_DATABASE ->
                "The server has no database at " + place()
                        + ": create it, or correct the name in DATASOURCES_DEFAULT_URL.";
            default ->
                isSilence(failure)
                        ? "The database at " + place()
                                + " does not answer: start it, or correct DATASOURCES_DEFAULT_URL."
                        : "The database at " + place() + " cannot be used (" + oneLine(failure)
                                + "): correct DATASOURCES_DEFAULT_URL.";
        };
    }

    /** SQL state class 08 stands for a connection that did not come about. */
    private static boolean isSilence(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.startsWith("08") && !oneLine(failure).contains("Public Key Retrieval");
    }

    /** Host, port and database: the rest of the address may hold a password. */
    private String place() {
        String address = url.substring(SCHEME.length()).replaceFirst("[?#].*", "");
        return address.replaceFirst("^//", "").replaceFirst("^.*@", "");
    }

    private static String oneLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
