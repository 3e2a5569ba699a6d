package io.tenderbook.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.StripeException;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever no event told us, a round of comparing finds; and it touches nothing else. */
class ReconciliationTest {
    private static final Duration ROUND = Duration.ofHours(25);

    private Sandbox sandbox;
    private TestServer server;
    private Connector connector;
    private Account account;
    private Records records;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(new SandboxConfiguration(0, null, TimeMachine.CLOCK));
        server = TestServer.withStripeAt(sandbox.address(), TimeMachine.SETTINGS);
        connector = server.connector("stripe");
        account = new Account(sandbox.address(), "sk_test_sandbox", 7);
        records = Records.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
        sandbox.close();
    }

    @Test
    void findsEverythingOfAThreeDayOutageAndNothingTheSecondTime() throws Exception {
        know(110);
        TimeMachine.advance(Duration.ofDays(1));
        account.live(150);
        TimeMachine.advance(Duration.ofDays(1));
        account.live(150);
        account.grow(3);
        TimeMachine.advance(Duration.ofDays(1));

        reconcile();

        assertEquals(remembered(), records.state());
        assertTrue(drifts().found() > 50, drifts().toString());
        assertEquals(drifts().found(), drifts().healed());
        assertEquals(
                List.of("EVENT_MISSED"),
                records.jdbi()
                        .withHandle(handle -> handle.createQuery("SELECT DISTINCT likely_cause FROM drift")
                                .mapTo(String.class)
                                .list()));

        var before = records.rows();
        TimeMachine.advance(ROUND);
        reconcile();
        assertEquals(before, records.rows());
    }

    @Test
    void theHealthShowsWhatHadDriftedForADay() throws Exception {
        know(3);
        assertEquals(0, health().driftFound());
        String healed = change(account.customers().getFirst());
        TimeMachine.advance(ROUND);
        reconcile();
        assertTrue(records.state().containsKey(healed));
        records.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO drift (id, organisation_id, connector_id, kind, object_id, difference,"
                                + " likely_cause, found_at) VALUES (?, ?, ?, 'PAYMENT_METHOD', 'pm_open', 'detached',"
                                + " 'EVENT_MISSED', ?)",
                        Ids.next(),
                        connector.organisationId(),
                        connector.id(),
                        TimeMachine.CLOCK.instant()));

        assertEquals(List.of(2L, 1L), List.of(health().driftFound(), health().driftHealed()));
        var round = Objects.requireNonNull(health().reconciliation());
        assertEquals(List.of(3, 3), List.of(round.customers(), round.compared()));
        assertNotNull(round.endedAt());
        var neighbour = health("stripe-b");
        assertEquals(List.of(0L, 0L), List.of(neighbour.driftFound(), neighbour.driftHealed()));

        TimeMachine.advance(Duration.ofHours(24));
        assertEquals(List.of(0L, 0L), List.of(health().driftFound(), health().driftHealed()));
    }

    @Test
    void spreadsARoundOverItsTime() throws Exception {
        know(24);
        TimeMachine.advance(ROUND);
        reconcile(); // ends the round that the first run began
        reconcile(); // begins the next
        assertEquals(0, walked());

        TimeMachine.advance(Duration.ofHours(6));
        reconcile();
        int quarter = walked();
        TimeMachine.advance(Duration.ofHours(12));
        reconcile();

        assertTrue(quarter >= 6 && quarter <= 7, "walked " + quarter + " of 24 in a quarter of the time");
        assertTrue(walked() >= 18 && walked() <= 19, "walked " + walked() + " of 24 in three quarters of the time");
    }

    @Test
    void believesADetachmentOnlyToASecondRead() throws Exception {
        know(1);
        String customer = account.customers().getFirst();
        String method = account.attach(customer);
        TimeMachine.advance(ROUND);
        reconcile();
        account.stripe().v1().paymentMethods().detach(method);
        TimeMachine.advance(ROUND);

        reconcile();

        assertTrue(
                records.state().getOrDefault(method, "").startsWith("detached"),
                records.state().toString());
        assertEquals(
                1,
                records.count(
                        "SELECT COUNT(*) FROM drift WHERE object_id = ? AND difference = 'detached'"
                                + " AND healed_at > found_at",
                        method));
    }

    @Test
    void saysWhichEventWasToBlame() throws Exception {
        know(2);
        String dead = change(account.customers().getFirst());
        String pending = change(account.customers().getLast());
        keep("evt_dead", dead, "DEAD");
        keep("evt_pending", pending, "PENDING");
        TimeMachine.advance(ROUND);

        reconcile();

        assertEquals(
                1,
                records.count("SELECT COUNT(*) FROM drift WHERE object_id = ? AND likely_cause = 'EVENT_DEAD'", dead));
        assertEquals(0, records.count("SELECT COUNT(*) FROM drift WHERE object_id = ?", pending));
        assertEquals(account.state(), records.state());
    }

    @Test
    void countsADeliveryThatComesAfterAllAsLate() throws Exception {
        know(1);
        String method = change(account.customers().getFirst());
        TimeMachine.advance(ROUND);
        reconcile();
        keep("evt_late", method, "APPLIED");

        reconcile();

        assertEquals(
                1,
                records.count(
                        "SELECT COUNT(*) FROM drift WHERE object_id = ? AND likely_cause = 'EVENT_LATE'", method));
    }

    @Test
    void isNamedAsTheCauseOfWhatItHealed() throws Exception {
        know(1);
        String method = change(account.customers().getFirst());
        TimeMachine.advance(ROUND);

        reconcile();

        assertEquals(List.of("ATTACHED by RECONCILIATION null"), records.changes(server, method));
    }

    @Test
    void leavesAnUnlinkedCustomerAlone() throws Exception {
        know(2);
        String customer = account.customers().getFirst();
        records.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE connector_mapping SET ended_at = ?, ended_because = 'UNLINKED' WHERE external_id = ?",
                        TimeMachine.CLOCK.instant(),
                        customer));
        change(customer);
        TimeMachine.advance(ROUND);
        var before = records.rows();

        reconcile();

        assertEquals(before, records.rows());
    }

    /** So many customers at Stripe and, in step, here, with a round behind them. */
    private void know(int customers) throws Exception {
        account.grow(customers);
        reconcile();
        TimeMachine.advance(ROUND);
        reconcile();
        assertEquals(account.state(), records.state());
        records.jdbi().useHandle(handle -> handle.execute("DELETE FROM drift"));
    }

    /** The id of a payment method that changed behind our back. */
    private String change(String customer) throws StripeException {
        return account.attach(customer);
    }

    private void reconcile() throws InterruptedException {
        server.bean(ReconciliationJob.class).run();
    }

    /** What came and went during the outage was never ours to record. */
    private Map<String, String> remembered() throws StripeException {
        var known = records.state().keySet();
        var state = account.state();
        state.entrySet()
                .removeIf(entry ->
                        !known.contains(entry.getKey()) && entry.getValue().matches("(detached|customer deleted).*"));
        return state;
    }

    private DriftCounts drifts() {
        return server.bean(Drifts.class)
                .counts(List.of(connector.id()), Instant.EPOCH)
                .getOrDefault(connector.id(), DriftCounts.NONE);
    }

    private ConnectorHealth health() {
        return health("stripe");
    }

    private ConnectorHealth health(String connectorName) {
        return server.bean(SyncHealth.class).of(server.organisation().id()).stream()
                .filter(health -> health.connectorName().equals(connectorName))
                .findFirst()
                .orElseThrow();
    }

    private int walked() {
        return Math.toIntExact(
                records.count("SELECT walked FROM reconciliation WHERE connector_id = ?", connector.id()));
    }

    private void keep(String eventId, String objectId, String status) {
        Instant now = TimeMachine.CLOCK.instant();
        records.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO webhook_event (id, organisation_id, connector_id, event_id, type, object_id, status,"
                                + " attempts, received_at, next_attempt_at, payload) VALUES (?, ?, ?, ?,"
                                + " 'payment_method.updated', ?, ?, 1, ?, ?, ?)",
                        Ids.next(),
                        connector.organisationId(),
                        connector.id(),
                        eventId,
                        objectId,
                        status,
                        now,
                        status.equals("PENDING") ? now.plus(Duration.ofDays(9)) : null,
                        new byte[0]));
    }
}
