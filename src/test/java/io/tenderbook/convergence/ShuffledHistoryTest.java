package io.tenderbook.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whole histories, delivered when they are over: three copies of each event, in any order, concurrently. */
class ShuffledHistoryTest {
    private static final int SHUFFLES = Integer.getInteger("tenderbook.convergence.shuffles", 20);
    private static final int COPIES = 3;
    private static final int AT_ONCE = 24;

    /** Bounds the memory that a sandbox needs, and the rows beside which others are applied. */
    private static final int IN_ONE_WORLD = 100;

    private record Proof(long seed, int events, List<String> differences) {}

    @Test
    void twentyCustomersEndEqualToStripe() {
        prove(20, 140, SHUFFLES);
    }

    @Test
    void threeHundredCustomersEndEqualToStripe() {
        prove(300, 1_200, 5);
    }

    private static void prove(int customers, int steps, int seeds) {
        long begin = System.nanoTime();
        List<Proof> proofs = new ArrayList<>();
        for (long first = 1; first <= seeds; first += IN_ONE_WORLD) {
            long last = Math.min(seeds, first + IN_ONE_WORLD - 1);
            try (var world = new World()) {
                proofs.addAll(Turmoil.all(
                        AT_ONCE,
                        LongStream.rangeClosed(first, last).boxed().toList(),
                        seed -> proof(world.tenant(), seed, customers, steps)));
            }
        }
        int events = proofs.stream().mapToInt(Proof::events).sum();
        System.err.printf(
                "%d histories of %d customers: %d events, %d deliveries, %d s%n",
                seeds, customers, events, COPIES * events, (System.nanoTime() - begin) / 1_000_000_000);
        assertEquals(
                List.of(),
                proofs.stream().filter(proof -> !proof.differences().isEmpty()).toList());
    }

    /** Every other history leaps through time, so that its events lie in one second, in the next, or far apart. */
    private static Proof proof(Tenant tenant, long seed, int customers, int steps) throws InterruptedException {
        var random = new Random(seed);
        var history = new History(tenant.account(), random, customers);
        (seed % 2 == 0 ? history.ofLeaps() : history).run(steps);
        var events = tenant.events();
        Turmoil.deliver(tenant, events, COPIES, random);
        tenant.awaitDrained(events.size());
        return new Proof(seed, events.size(), Differences.of(tenant));
    }
}
