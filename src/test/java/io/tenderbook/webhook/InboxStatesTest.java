package io.tenderbook.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboxStatesTest {
    /** The worker claims what is due at once, so the test looks from an hour ahead at what is due then. */
    @Test
    void whatIsDueAndNotAppliedIsTheLag() {
        try (var server = TestServer.start()) {
            server.connect("stripe", "sk_test_sandbox");
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            Instant later = now.plus(Duration.ofHours(1));
            assertEquals(0, lag(server, later));
            pending(server, now.minus(Duration.ofDays(1)), null, later.plusSeconds(1));
            assertEquals(0, lag(server, later), "it is not due");
            pending(server, now.minusSeconds(60), null, later);
            assertEquals(3_660, lag(server, later));
            pending(server, now.minus(Duration.ofDays(9)), now.minusSeconds(90), later);
            assertEquals(3_690, lag(server, later), "a replayed one waits since its replay");
        }
    }

    @Test
    void whatIsDoneWithIsNotReadHoweverMuchItIs() {
        try (var server = TestServer.start()) {
            server.connect("stripe", "sk_test_sandbox");
            var jdbi = server.bean(Jdbi.class);
            jdbi.useTransaction(handle -> {
                for (int i = 0; i < 500; i++) {
                    applied(handle, server.connector("stripe"), Instant.now().minusSeconds(i));
                }
            });
            jdbi.useHandle(handle ->
                    handle.createQuery("ANALYZE TABLE webhook_event").mapToMap().list());
            long read = server.bean(Transactions.class).run(() -> {
                long before = rowsRead(jdbi);
                server.bean(InboxStates.class).of(server.organisation().id());
                return rowsRead(jdbi) - before;
            });
            assertTrue(read > 0 && read < 100, read + " rows were read");
        }
    }

    private static long rowsRead(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")
                .map((row, context) -> row.getLong(2))
                .collect(Collectors.summingLong(Long::longValue)));
    }

    private static void applied(Handle handle, Connector connector, Instant at) {
        handle.execute(
                "INSERT INTO webhook_event (id, organisation_id, connector_id, event_id, type, status, attempts,"
                        + " received_at, applied_at, payload) VALUES (?, ?, ?, ?, 'odd', 'APPLIED', 1, ?, ?, '{}')",
                Ids.next(),
                connector.organisationId(),
                connector.id(),
                "evt_" + Ids.next(),
                at,
                at);
    }

    private static long lag(TestServer server, Instant at) {
        var states = new InboxStates(server.bean(Jdbi.class), Clock.fixed(at, ZoneOffset.UTC));
        return states.of(server.organisation().id()).getFirst().lag(at);
    }

    private static void pending(TestServer server, Instant received, @Nullable Instant triedSince, Instant due) {
        var connector = server.connector("stripe");
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "INSERT INTO webhook_event (id, organisation_id, connector_id, event_id, type, status, attempts,"
                                + " received_at, tried_since, next_attempt_at, payload)"
                                + " VALUES (?, ?, ?, ?, 'odd', 'PENDING', 1, ?, ?, ?, '{}')",
                        Ids.next(),
                        connector.organisationId(),
                        connector.id(),
                        "evt_" + Ids.next(),
                        received,
                        triedSince,
                        due));
    }
}
