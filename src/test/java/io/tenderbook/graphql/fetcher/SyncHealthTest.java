package io.tenderbook.graphql.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncHealthTest {
    private TestServer server;
    private TestData data;
    private Connector stripe;

    @BeforeEach
    void start() {
        server = TestServer.start();
        data = TestData.of(server);
        stripe = data.connector("stripe");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aConnectorWithoutEventsIsInStep() {
        assertEquals(
                "{\"lastEventAt\":null,\"lastAppliedAt\":null,\"lag\":0,\"dead\":0,\"circuit\":\"CLOSED\",\"driftFound\":0,\"driftHealed\":0,\"backlog\":"
                        + "[{\"status\":\"PENDING\",\"count\":0},{\"status\":\"UNMAPPED\",\"count\":0},"
                        + "{\"status\":\"DEAD\",\"count\":0}],\"reconciliation\":null}",
                health(0).toString());
    }

    @Test
    void tellsWhatCameLastAndWhatWaits() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        event(stripe, "DEAD", now.minusSeconds(500), Map.of());
        event(stripe, "UNMAPPED", now.minusSeconds(400), Map.of("applied_at", now.minusSeconds(350)));
        event(stripe, "APPLIED", now.minusSeconds(300), Map.of("applied_at", now.minusSeconds(200)));
        event(stripe, "IGNORED", now.minusSeconds(100), Map.of());
        // Not due: it is not what the records are behind for.
        event(stripe, "PENDING", now.minus(Duration.ofDays(1)), Map.of("next_attempt_at", now.plusSeconds(900)));
        var health = health(0);
        assertEquals(
                now.minusSeconds(100).toString(), health.path("lastEventAt").textValue());
        assertEquals(
                now.minusSeconds(200).toString(), health.path("lastAppliedAt").textValue());
        assertEquals(0, health.path("lag").intValue());
        assertEquals(1, health.path("dead").intValue());
        assertEquals(
                "[{\"status\":\"PENDING\",\"count\":1},{\"status\":\"UNMAPPED\",\"count\":1},{\"status\":\"DEAD\",\"count\":1}]",
                health.path("backlog").toString());
    }

    @Test
    void tellsWhatReconciliationFoundAndHowFarItIs() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        drift(stripe, now.minusSeconds(60), null);
        drift(stripe, now.minusSeconds(60), now);
        drift(stripe, now.minusSeconds(60), now);
        drift(stripe, now.minus(Duration.ofHours(25)), now);
        data.insert(
                "reconciliation",
                Map.of(
                        "connector_id",
                        stripe.id(),
                        "round_began_at",
                        now.minusSeconds(90),
                        "round_size",
                        9,
                        "walked",
                        4,
                        "discovered_to",
                        now));
        var health = health(0);
        assertEquals(3, health.path("driftFound").intValue());
        assertEquals(2, health.path("driftHealed").intValue());
        assertEquals(
                "{\"startedAt\":\"" + now.minusSeconds(90) + "\",\"endedAt\":null,\"customers\":9,\"compared\":4}",
                health.path("reconciliation").toString());
    }

    @Test
    void isToldForEveryConnectorOfTheOrganisationAndNoOther() {
        var other = data.connector("adyen");
        event(other, "DEAD", Instant.now(), Map.of());
        drift(other, Instant.now(), null);
        var theirs = data.ofAnother("globex").connector("theirs");
        drift(theirs, Instant.now(), null);
        var all = ask(Role.READER);
        assertEquals(2, all.size());
        assertEquals("adyen", all.at("/0/connector/name").textValue());
        assertEquals(1, all.at("/0/dead").intValue());
        assertEquals(1, all.at("/0/driftFound").intValue());
        assertEquals("stripe", all.at("/1/connector/name").textValue());
        assertEquals(0, all.at("/1/dead").intValue());
        assertEquals(0, all.at("/1/driftFound").intValue());
    }

    private void event(Connector connector, String status, Instant receivedAt, Map<String, ?> columns) {
        Map<String, @Nullable Object> row = new HashMap<>(Map.of(
                "id",
                Ids.next(),
                "organisation_id",
                connector.organisationId(),
                "connector_id",
                connector.id(),
                "event_id",
                "evt_" + Ids.next(),
                "type",
                "odd",
                "status",
                status,
                "attempts",
                1,
                "received_at",
                receivedAt,
                "payload",
                new byte[] {'{', '}'}));
        row.putAll(columns);
        data.insert("webhook_event", row);
    }

    private void drift(Connector connector, Instant foundAt, @Nullable Instant healedAt) {
        Map<String, @Nullable Object> row = new HashMap<>(Map.of(
                "id",
                Ids.next(),
                "organisation_id",
                connector.organisationId(),
                "connector_id",
                connector.id(),
                "kind",
                "PAYMENT_METHOD",
                "object_id",
                "pm_" + Ids.next(),
                "difference",
                "last4",
                "likely_cause",
                "EVENT_MISSED",
                "found_at",
                foundAt));
        row.put("healed_at", healedAt);
        data.insert("drift", row);
    }

    private JsonNode health(int place) {
        var health = (ObjectNode) ask(Role.READER).path(place).deepCopy();
        health.remove("connector");
        return health;
    }

    private JsonNode ask(Role role) {
        try {
            var answer =
                    server.graphql(role, Files.readString(Path.of("graphql/operations/SyncHealth.graphql")), Map.of());
            assertFalse(answer.has("errors"), answer.toString());
            return answer.at("/data/syncHealth");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
