package io.tenderbook.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException.Unavailable;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The metrics say what the health says. */
class HealthMetersTest {
    private TestServer server;
    private Connector stripe;

    @BeforeEach
    void start() {
        // Nobody listens there.
        server = TestServer.withStripeAt(
                URI.create("http://127.0.0.1:1"), Map.of("tenderbook.sync.breaker-pause", "1h"));
        stripe = server.connector("stripe");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellWhatWasGivenUpAndWhatHadDrifted() {
        event("DEAD", null);
        event("DEAD", null);
        event("UNMAPPED", null);
        drift(null);
        drift(Instant.now());
        drift(Instant.now());
        refresh();
        assertEquals(2, gauge("backlog", "stripe", "status", "dead"));
        assertEquals(1, gauge("backlog", "stripe", "status", "unmapped"));
        assertEquals(0, gauge("backlog", "stripe", "status", "pending"));
        assertEquals(0, gauge("backlog", "stripe-b", "status", "dead"));
        assertEquals(3, gauge("drift", "stripe", "state", "found"));
        assertEquals(2, gauge("drift", "stripe", "state", "healed"));
        assertEquals(0, gauge("drift", "stripe-b", "state", "found"));
    }

    @Test
    void tellInWhichStateTheCircuitIs() {
        refresh();
        assertEquals(1, gauge("circuit", "stripe", "state", "closed"));
        assertEquals(0, gauge("circuit", "stripe", "state", "open"));
        var provider = server.bean(PaymentProviders.class).of(stripe);
        for (int i = 0; i < 5; i++) {
            assertThrows(Unavailable.class, () -> provider.readCustomer(stripe, "cus_1", ProviderCall.ofEvent()));
        }
        refresh();
        assertEquals(0, gauge("circuit", "stripe", "state", "closed"));
        assertEquals(1, gauge("circuit", "stripe", "state", "open"));
        assertEquals(0, gauge("circuit", "stripe", "state", "half_open"));
        assertEquals(1, gauge("circuit", "stripe-b", "state", "closed"));
    }

    @Test
    void tellHowFarTheRecordsAreBehind() throws SQLException {
        refresh();
        assertEquals(0, gauge("lag", "stripe", "connector", "stripe"));
        event("PENDING", Instant.now().plusSeconds(2));
        // Locked, it is left alone by the worker when it becomes due.
        try (var connection = server.database();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT id FROM webhook_event FOR UPDATE");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                refresh();
                return gauge("lag", "stripe", "connector", "stripe") > 0;
            });
            connection.rollback();
        }
        assertTrue(gauge("lag", "stripe", "connector", "stripe") >= 100);
        assertEquals(0, gauge("lag", "stripe-b", "connector", "stripe-b"));
    }

    private void refresh() {
        server.bean(HealthMeters.class).refresh();
    }

    private double gauge(String name, String connector, String tag, String value) {
        return Objects.requireNonNull(server.bean(MeterRegistry.class)
                        .find("tenderbook.sync." + name)
                        .tags("connector", connector, tag, value)
                        .gauge())
                .value();
    }

    /** Received 100 seconds ago. */
    private void event(String status, @Nullable Instant due) {
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "INSERT INTO webhook_event (id, organisation_id, connector_id, event_id, type, status, attempts,"
                                + " received_at, next_attempt_at, payload) VALUES (?, ?, ?, ?, 'odd', ?, 1, ?, ?, '{}')",
                        Ids.next(),
                        stripe.organisationId(),
                        stripe.id(),
                        "evt_" + Ids.next(),
                        status,
                        Instant.now().minusSeconds(100),
                        due));
    }

    private void drift(@Nullable Instant healedAt) {
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "INSERT INTO drift (id, organisation_id, connector_id, kind, object_id, difference, likely_cause,"
                                + " found_at, healed_at) VALUES (?, ?, ?, 'CUSTOMER', ?, 'name', 'EVENT_MISSED', ?, ?)",
                        Ids.next(),
                        stripe.organisationId(),
                        stripe.id(),
                        "cus_" + Ids.next(),
                        Instant.now(),
                        healedAt));
    }
}
