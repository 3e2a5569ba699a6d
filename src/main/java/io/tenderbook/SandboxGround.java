package io.tenderbook;

import io.micronaut.context.env.Environment;
import io.tenderbook.platform.StartRefused;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import io.tenderbook.sandbox.SandboxStartException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides whether the sandbox stands in for Stripe, and starts it. */
final class SandboxGround {
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int DEFAULT_PORT = 12111;

    /** No such table: the database is new. */
    private static final String NO_TABLE = "42S02";

    private SandboxGround() {}

    /**
     * Starts the sandbox if nothing real is configured or stored. Empty if it does not run.
     *
     * @param settings those of the embedded database
     */
    static Optional<Sandbox> open(Environment environment, Map<String, Object> settings) {
        boolean realKey = environment
                .getProperty("stripe.secret-key", String.class)
                .filter(key -> !key.isBlank())
                .isPresent();
        if (realKey || storesRealConnector(settings)) {
            return Optional.empty();
        }
        return Optional.of(start(environment, Path.of(String.valueOf(settings.get("tenderbook.data-dir")))));
    }

    /** @param directory where it keeps its state */
    static Sandbox start(Environment environment, Path directory) {
        try {
            return Sandbox.start(new SandboxConfiguration(
                    host(environment),
                    port(environment),
                    receivers(environment),
                    directory.resolve("sandbox"),
                    Clock.systemUTC()));
        } catch (SandboxStartException refused) {
            throw new StartRefused(String.valueOf(refused.getMessage()), refused);
        }
    }

    /** The port on which it listens, or would. */
    static int port(Environment environment) {
        String setting =
                environment.getProperty("tenderbook.sandbox-port", String.class).orElse(String.valueOf(DEFAULT_PORT));
        try {
            return Integer.parseInt(setting.strip());
        } catch (NumberFormatException noNumber) {
            throw new StartRefused(
                    "\"" + setting + "\" is no port: set TENDERBOOK_SANDBOX_PORT to a number from 1 to 65535.",
                    noNumber);
        }
    }

    private static InetAddress host(Environment environment) {
        String setting =
                environment.getProperty("tenderbook.sandbox-host", String.class).orElse(DEFAULT_HOST);
        try {
            return InetAddress.getByName(setting.strip());
        } catch (UnknownHostException unknown) {
            throw new StartRefused(
                    "\"" + setting + "\" is no address of this machine: set TENDERBOOK_SANDBOX_HOST to one, such as"
                            + " 127.0.0.1, or 0.0.0.0 for all.",
                    unknown);
        }
    }

    private static Set<String> receivers(Environment environment) {
        return environment.getProperty("tenderbook.sandbox-receivers", String.class).stream()
                .flatMap(hosts -> Stream.of(hosts.split(",")))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean storesRealConnector(Map<String, Object> settings) {
        try (var connection = DriverManager.getConnection(
                        String.valueOf(settings.get("datasources.default.url")),
                        String.valueOf(settings.get("datasources.default.username")),
                        String.valueOf(settings.get("datasources.default.password")));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 1 FROM connector WHERE NOT sandbox AND active LIMIT 1")) {
            return rows.next();
        } catch (SQLException failure) {
            if (NO_TABLE.equals(failure.getSQLState())) {
                return false;
            }
            throw new IllegalStateException("the stored connectors could not be read", failure);
        }
    }
}
