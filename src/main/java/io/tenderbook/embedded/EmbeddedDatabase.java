package io.tenderbook.embedded;

import io.tenderbook.platform.DirectoryLock;
import io.tenderbook.platform.PrivateFiles;
import io.tenderbook.platform.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A MariaDB server of our own on a free loopback port. It has one user, whose password is new at each start and known
 * to this process and the owner-only file {@code client.cnf} alone; there is no root to log in as. Every commit is on
 * the disk before it is answered.
 *
 * <p>It is not stopped with the JVM: whoever started it closes it, after all that uses it. One left behind by a killed
 * program is ended by the next start.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String NAME = "tenderbook";
    private static final long STOP_SECONDS = 30;
    /** Long, because recovery after a crash reads the whole log first. */
    private static final Duration READY = Duration.ofMinutes(2);

    private final Process server;
    private final DirectoryLock lock;
    private final Path clientFile;
    private final int port;
    private final String password;

    private EmbeddedDatabase(Process server, DirectoryLock lock, Path clientFile, int port, String password) {
        this.server = server;
        this.lock = lock;
        this.clientFile = clientFile;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server on the files in the directory, making them the first time, and returns when it answers.
     *
     * @throws StartRefused if the directory is in use or cannot be written, or if the server does not come up
     */
    public static EmbeddedDatabase start(Path directory) {
        Path home = directory.toAbsolutePath().normalize();
        var lock = DirectoryLock.take(home);
        try {
            return start(home, lock);
        } catch (IOException failure) {
            lock.close();
            throw new StartRefused("The embedded database could not be set up in " + home + ": " + failure, failure);
        } catch (InterruptedException interrupted) {
            lock.close();
            Thread.currentThread().interrupt();
            throw new StartRefused("The start was interrupted.", interrupted);
        } catch (RuntimeException | Error failure) {
            lock.close();
            throw failure;
        }
    }

    private static EmbeddedDatabase start(Path home, DirectoryLock lock) throws IOException, InterruptedException {
        var installation = Installation.in(home);
        int port = freePort();
        String password = newPassword();
        Path grants = home.resolve("grants.sql");
        PrivateFiles.write(grants, grants(password));
        Path clientFile = home.resolve("client.cnf");
        PrivateFiles.write(clientFile, clientFile(port, password));
        Process server = installation.run(arguments(port, grants));
        var database = new EmbeddedDatabase(server, lock, clientFile, port, password);
        try {
            database.awaitReady(installation.log());
            return database;
        } catch (RuntimeException | InterruptedException failure) {
            database.close();
            throw failure;
        } finally {
            Files.deleteIfExists(grants);
        }
    }

    /** The properties that point a Micronaut data source here. */
    public Map<String, Object> settings() {
        return Map.of(
                "datasources.default.url", url(),
                "datasources.default.username", NAME,
                "datasources.default.password", password);
    }

    /** Stops the server in an orderly way; a second call does nothing. */
    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(clientFile);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException harmless) {
            // its password died with the server
        } finally {
            lock.close();
        }
    }

    private String url() {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + NAME;
    }

    private void awaitReady(Path log) throws InterruptedException {
        long patience = System.nanoTime() + READY.toNanos();
        while (!answers()) {
            if (server.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > patience) {
                throw new StartRefused("The embedded database did not come up; its own words are in " + log + ".");
            }
        }
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(url(), NAME, password)) {
            return connection.isValid(0);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static List<String> arguments(int port, Path grants) {
        return List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=", // none: its path may be too long, and the port is enough
                "--skip-ssl", // loopback; making a certificate would cost ten seconds at each start
                "--skip-name-resolve",
                "--init-file=" + grants,
                "--default-time-zone=+00:00",
                "--character-set-server=utf8mb4",
                "--max-allowed-packet=64M",
                "--innodb-flush-log-at-trx-commit=1",
                // MySQL's default, but for ONLY_FULL_GROUP_BY, which MariaDB takes to mean more
                "--sql-mode=STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
                        + "NO_ENGINE_SUBSTITUTION");
    }

    /** Run by the server before it listens. The wildcard lets tests make databases of their own. */
    private static String grants(String password) {
        return """
                CREATE DATABASE IF NOT EXISTS tenderbook CHARACTER SET utf8mb4;
                CREATE OR REPLACE USER tenderbook@'127.0.0.1' IDENTIFIED BY '%s';
                GRANT ALL PRIVILEGES ON `tenderbook%%`.* TO tenderbook@'127.0.0.1';
                """.formatted(password);
    }

    private static String clientFile(int port, String password) {
        return """
                [client]
                host=127.0.0.1
                port=%d
                user=%s
                password=%s
                skip-ssl
                """.formatted(port, NAME, password);
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
