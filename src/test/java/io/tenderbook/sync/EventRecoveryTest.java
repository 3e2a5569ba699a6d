package io.tenderbook.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.param.EventListParams;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import io.tenderbook.webhook.IncomingEvent;
import io.tenderbook.webhook.WebhookInbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Stripe keeps and never delivered is taken in, and nothing twice. */
class EventRecoveryTest {
    private Sandbox sandbox;
    private TestServer server;
    private Connector connector;
    private Account account;
    private Records records;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(new SandboxConfiguration(0, null, TimeMachine.CLOCK));
        server = TestServer.withStripeAt(sandbox.address(), TimeMachine.SETTINGS);
        connector = server.connector("stripe");
        account = new Account(sandbox.address(), "sk_test_sandbox", 3);
        records = Records.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
        sandbox.close();
    }

    @Test
    void takesInExactlyWhatWasMissed() throws Exception {
        account.grow(40).live(60);
        List<Event> all = events();
        for (int i = 0; i < all.size(); i += 3) {
            deliver(all.get(i));
        }
        int delivered = (all.size() + 2) / 3;
        TimeMachine.advance(Duration.ofMinutes(2));

        var recovered = recover(Duration.ofHours(1));

        assertEquals(new RecoveredEvents(all.size(), all.size() - delivered), recovered);
        assertEquals(all.size() - delivered, records.count("SELECT COUNT(*) FROM webhook_event WHERE recovered"));
        assertEquals(ids(all), stored());
        assertEquals(new RecoveredEvents(all.size(), 0), recover(Duration.ofHours(1)));
        awaitDrained();
        assertEquals(account.state(), records.state());
    }

    @Test
    void leavesTheLastMinuteToItsDeliveries() throws Exception {
        account.grow(2);

        assertEquals(new RecoveredEvents(0, 0), recover(Duration.ofHours(1)));
    }

    @Test
    void asksByItselfForWhatWasMissedWhileItWasAway() throws Exception {
        job();
        TimeMachine.advance(Duration.ofHours(70));
        account.grow(10).live(20);
        TimeMachine.advance(Duration.ofHours(2));

        job();

        assertEquals(ids(events()), stored());
        var readTo = records.count(
                "SELECT COUNT(*) FROM event_recovery WHERE read_to >= ?",
                TimeMachine.CLOCK.instant().minus(Duration.ofMinutes(2)));
        assertEquals(2, readTo);
        awaitDrained();
        assertEquals(account.state(), records.state());
    }

    @Test
    void givesUpNothingWhenItIsStoppedInTheMiddle() throws Exception {
        job();
        account.grow(2);
        TimeMachine.advance(Duration.ofHours(5));
        account.grow(2);
        TimeMachine.advance(Duration.ofHours(5));
        sandbox.close();
        job(); // nobody answers; the cursor stays

        sandbox = Sandbox.start(new SandboxConfiguration(sandbox.port(), null, TimeMachine.CLOCK));
        account.grow(3); // the sandbox began anew, and what it knows now is what must come in
        TimeMachine.advance(Duration.ofMinutes(2));
        job();

        assertEquals(ids(events()), stored());
    }

    @Test
    void keepsAnEventOfTheOtherModeWithoutEffect() throws Exception {
        records.jdbi()
                .useHandle(
                        handle -> handle.execute("UPDATE connector SET livemode = TRUE WHERE id = ?", connector.id()));
        connector = server.connector("stripe");
        account.grow(1);
        TimeMachine.advance(Duration.ofMinutes(2));

        recover(Duration.ofHours(1));

        assertEquals(
                ids(events()).size(), records.count("SELECT COUNT(*) FROM webhook_event WHERE status = 'REJECTED'"));
    }

    private RecoveredEvents recover(Duration back) throws InterruptedException {
        return server.bean(EventRecovery.class)
                .recover(connector, TimeMachine.CLOCK.instant().minus(back), notice -> {});
    }

    private void job() throws InterruptedException {
        server.bean(MissedEventsJob.class).run();
    }

    private void deliver(Event event) {
        JsonNode json = Json.parse(event.toJson());
        server.bean(WebhookInbox.class)
                .accept(
                        connector,
                        new IncomingEvent(
                                event.getId(),
                                event.getType(),
                                json.at("/data/object/id").textValue(),
                                null,
                                json.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** All that the account keeps of handled types. */
    private List<Event> events() throws StripeException {
        Set<String> handled = server.bean(WebhookInbox.class).handledTypes("stripe");
        List<Event> events = new ArrayList<>();
        account.stripe()
                .v1()
                .events()
                .list(EventListParams.builder().setLimit(100L).build())
                .autoPagingIterable()
                .forEach(event -> {
                    if (handled.contains(event.getType())) {
                        events.add(event);
                    }
                });
        return events;
    }

    private static Set<String> ids(List<Event> events) {
        Set<String> ids = new TreeSet<>();
        events.forEach(event -> ids.add(event.getId()));
        return ids;
    }

    private Set<String> stored() {
        List<String> ids = records.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT event_id FROM webhook_event")
                        .mapTo(String.class)
                        .list());
        return new TreeSet<>(ids);
    }

    private void awaitDrained() {
        Awaitility.await("the effects of all events")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    TimeMachine.advance(Duration.ofSeconds(1));
                    return records.count("SELECT COUNT(*) FROM webhook_event WHERE status IN ('PENDING', 'DEAD')") == 0;
                });
    }
}
