package io.tenderbook.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PruneEventsTest {
    private static final String SETTING = "tenderbook.webhooks.retention";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(SETTING, "P40D"));
        server.connect("stripe", "sk_test_sandbox");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void clear() {
        server.bean(Jdbi.class).useHandle(handle -> handle.execute("DELETE FROM webhook_event"));
    }

    @Test
    void whatIsDoneIsForgottenAfterItsTime() throws InterruptedException {
        for (EventStatus status : EventStatus.values()) {
            event(status + "_old", status, 41, null);
            event(status + "_new", status, 39, null);
        }
        prune();
        assertEquals(
                List.of(
                        "APPLIED_new",
                        "DEAD_new",
                        "DEAD_old",
                        "IGNORED_new",
                        "PENDING_new",
                        "PENDING_old",
                        "REJECTED_new",
                        "STALE_new",
                        "UNMAPPED_new",
                        "UNMAPPED_old"),
                kept());
    }

    @Test
    void whatWasReplayedLateIsKeptFromThenOn() throws InterruptedException {
        event("replayed", EventStatus.APPLIED, 100, 1);
        event("settled", EventStatus.APPLIED, 100, 99);
        prune();
        assertEquals(List.of("replayed"), kept());
    }

    @Test
    void manyAreForgottenInOneRun() throws InterruptedException {
        for (int i = 0; i < 1_100; i++) {
            event("many_" + i, EventStatus.IGNORED, 50, null);
        }
        prune();
        assertEquals(List.of(), kept());
    }

    @ParameterizedTest
    @ValueSource(strings = {"P30D", "PT1H", "-P90D", "90", "soon"})
    void aSettingThatWouldApplyEventsTwiceRefusesTheStart(String setting) {
        Throwable failure = assertThrows(
                RuntimeException.class,
                () -> TestServer.start(Map.of(SETTING, setting)).close());
        while (failure.getCause() != null
                && !String.valueOf(failure.getMessage()).startsWith("TENDERBOOK_")) {
            failure = failure.getCause();
        }
        assertTrue(
                String.valueOf(failure.getMessage()).startsWith("TENDERBOOK_WEBHOOKS_RETENTION is "),
                failure.toString());
    }

    private static void prune() throws InterruptedException {
        server.bean(PruneEvents.class).run();
    }

    private static void event(String eventId, EventStatus status, int daysOld, @Nullable Integer settledDaysAgo) {
        var connector = server.connector("stripe");
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "INSERT INTO webhook_event (id, organisation_id, connector_id, event_id, type, status, attempts,"
                                + " received_at, applied_at, next_attempt_at, payload)"
                                + " VALUES (?, ?, ?, ?, 'odd', ?, 1, ?, ?, ?, '{}')",
                        Ids.next(),
                        connector.organisationId(),
                        connector.id(),
                        eventId,
                        status.name(),
                        ago(daysOld),
                        settledDaysAgo == null ? null : ago(settledDaysAgo),
                        status == EventStatus.PENDING ? Instant.now().plusSeconds(3_600) : null));
    }

    private static Instant ago(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }

    private static List<String> kept() {
        return server.bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT event_id FROM webhook_event ORDER BY event_id")
                        .mapTo(String.class)
                        .list());
    }
}
