package io.tenderbook.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.sandbox.Fault;
import io.tenderbook.sandbox.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Accounts that go on changing while their events are delivered and read after: what was read may be old when it is
 * written. The sandbox delivers by itself, late, twice and out of order.
 */
class LiveHistoryTest {
    private static final int ACCOUNTS = 16;
    private static final int STEPS = 100;

    /** The histories go on for longer than the reads of their events take. */
    private static final Duration PAUSE = Duration.ofMillis(150);

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void endsEqualToStripeThoughAnswersAreOld() {
        prove(Faults.seeded(0)
                .only("GET")
                .odds(Fault.SLOW, 60)
                .slowest(Duration.ofSeconds(4))
                .odds(Fault.LATE, 50)
                .latest(Duration.ofSeconds(6))
                .odds(Fault.DUPLICATED, 30));
    }

    @Test
    void endsEqualToStripeThoughReadsFail() {
        prove(Faults.seeded(0)
                .only("GET")
                .odds(Fault.SLOW, 20)
                .odds(Fault.RATE_LIMITED, 10)
                .odds(Fault.FAILED, 10)
                .odds(Fault.CUT_OFF, 10)
                .odds(Fault.LATE, 50)
                .odds(Fault.DUPLICATED, 30));
    }

    private static void prove(Faults faults) {
        var differences = Turmoil.all(
                ACCOUNTS, LongStream.rangeClosed(1, ACCOUNTS).boxed().toList(), seed -> differences(faults, seed));

        assertEquals(List.of(), differences.stream().flatMap(List::stream).toList());
    }

    private static List<String> differences(Faults faults, long seed) throws InterruptedException {
        var tenant = world.tenant();
        tenant.deliverEverything();
        world.sandbox()
                .begin(
                        new Faults(seed, faults.odds(), faults.method(), faults.slowest(), faults.latest()),
                        tenant.account().key());
        new History(tenant.account(), new Random(seed), 3).ofFew(4, PAUSE).run(STEPS);
        world.sandbox().endFaults(tenant.account().key());
        tenant.awaitDrained(tenant.events().size());
        return Differences.of(tenant).stream()
                .map(one -> "seed " + seed + ": " + one)
                .toList();
    }
}
