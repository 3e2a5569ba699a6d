package io.tenderbook.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole histories, delivered when they are over: three copies of each event, in any order, concurrently. */
class ShuffledHistoryTest {
    private static final int SHUFFLES = Integer.getInteger("tenderbook.convergence.shuffles", 100);
    private static final int AT_ONCE = 24;

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private record Proof(long seed, int events, List<String> differences) {}

    @Test
    void twentyCustomersEndEqualToStripe() {
        prove(20, 160, AT_ONCE, SHUFFLES);
    }

    @Test
    void threeHundredCustomersEndEqualToStripe() {
        prove(300, 2_000, 5, 5);
    }

    private static void prove(int customers, int steps, int atOnce, int seeds) {
        long begin = System.nanoTime();
        var proofs = Turmoil.all(
                atOnce, LongStream.rangeClosed(1, seeds).boxed().toList(), seed -> proof(seed, customers, steps));

        int events = proofs.stream().mapToInt(Proof::events).sum();
        System.err.printf(
                "%d histories of %d customers: %d events, %d deliveries, %d s%n",
                seeds, customers, events, 3 * events, (System.nanoTime() - begin) / 1_000_000_000);
        assertEquals(
                List.of(),
                proofs.stream().filter(proof -> !proof.differences().isEmpty()).toList());
    }

    /** Every other history leaps through time, so that its events lie in one second, in the next, or far apart. */
    private static Proof proof(long seed, int customers, int steps) {
        var random = new Random(seed);
        var tenant = world.tenant();
        var history = new History(tenant.account(), random, customers);
        (seed % 2 == 0 ? history.ofLeaps() : history).run(steps);
        var events = tenant.events();
        Turmoil.deliver(tenant, events, 3, random);
        tenant.awaitDrained(events.size());
        return new Proof(seed, events.size(), Differences.of(tenant));
    }
}
