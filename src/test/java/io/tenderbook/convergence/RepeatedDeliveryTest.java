package io.tenderbook.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A thousand events, each delivered twenty times at once. */
class RepeatedDeliveryTest {
    private static final int ACCOUNTS = 10;
    private static final int EVENTS = 100;
    private static final int TIMES = 20;

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /**
     * The control is a connector at the same account that gets each event once. Both get them in the same order, each
     * when the one before has had its effect: how many changes a row of events makes depends on their order alone then.
     */
    @Test
    void hasTheEffectOfOneDelivery() {
        Turmoil.all(ACCOUNTS, LongStream.rangeClosed(1, ACCOUNTS).boxed().toList(), seed -> {
            var random = new Random(seed);
            var often = world.tenant();
            var once = often.beside("control");
            new History(often.account(), random, 8).ofLeaps().run(EVENTS * 2);
            var events = often.events().subList(0, EVENTS);

            for (JsonNode event : events) {
                Turmoil.deliver(once, List.of(event), 1);
                Turmoil.deliver(often, Collections.nCopies(TIMES, event), TIMES);
                once.deliveries().settled(event.path("id").textValue());
                often.deliveries().settled(event.path("id").textValue());
            }

            assertEquals(changes(once), changes(often));
            assertEquals(outcomes(once), outcomes(often));
            return null;
        });
    }

    /** All change rows in order, without what differs between any two connectors: ids and times of ours. */
    private static List<String> changes(Tenant tenant) {
        return tenant.jdbi()
                .withHandle(handle -> handle.select(
                                "SELECT CONCAT_WS(' ', p.stripe_id, c.kind, JSON_REMOVE(c.state_before, '$.customerId'),"
                                        + " JSON_REMOVE(c.state_after, '$.customerId'), c.cause, c.cause_id, c.reason)"
                                        + " FROM payment_method_change c JOIN payment_method p"
                                        + " ON p.id = c.payment_method_id WHERE p.connector_id = ? ORDER BY c.position",
                                tenant.connector().id())
                        .mapTo(String.class)
                        .list());
    }

    private static List<String> outcomes(Tenant tenant) {
        return tenant.jdbi()
                .withHandle(handle -> handle.select(
                                "SELECT CONCAT_WS(' ', event_id, status, attempts, error) FROM webhook_event"
                                        + " WHERE connector_id = ? ORDER BY event_id",
                                tenant.connector().id())
                        .mapTo(String.class)
                        .list());
    }
}
