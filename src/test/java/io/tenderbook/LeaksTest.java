package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenderbook.organisation.Role;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The search that every test server goes through finds what it looks for. */
class LeaksTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242 4242 4242 4242", "sk_test_123", "rk_live_123", "whsec_123"})
    void findsItInTheDatabase(String secret) throws SQLException {
        execute("UPDATE organisation SET name = '" + secret + "'");
        assertEquals(List.of("in organisation.name: " + secret), Leaks.of(server));
        execute("UPDATE organisation SET name = 'Acme Ltd'");
        assertEquals(List.of(), Leaks.of(server));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242424242424242", "sk_live_123", "whsec_123", "ada@example.com"})
    void findsItInTheLog(String secret) {
        LoggerFactory.getLogger(LeaksTest.class).info("made up: {}", secret);
        assertEquals(1, Leaks.of(server).size());
        LoggerFactory.getLogger(LeaksTest.class).info("made up", new IllegalStateException(secret));
        assertEquals(1, Leaks.of(server).size());
    }

    @Test
    void findsAKeyOfOursInTheLog() {
        LoggerFactory.getLogger(LeaksTest.class).info("made up: {}", server.key(Role.READER));
        assertEquals(1, Leaks.of(server).size());
    }

    @Test
    void findsItInTheMetrics() {
        var meter = server.bean(MeterRegistry.class).counter("made.up", "who", "ada@example.com");
        assertEquals(1, Leaks.of(server).size());
        server.bean(MeterRegistry.class).remove(meter);
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = server.database();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aDirectoryOfJUnitIsNoCard() {
        String number = "4362836331412695214";
        assertEquals(
                1,
                Leaks.inOutput("The file /tmp/" + number + "/key cannot be read")
                        .size());
        assertEquals(List.of(), Leaks.inOutput("The file /tmp/junit-" + number + "/key cannot be read"));
    }
}
