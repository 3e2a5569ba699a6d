package io.tenderbook.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.paymentmethod.Tally;
import io.tenderbook.sandbox.Fault;
import io.tenderbook.sandbox.Faults;
import io.tenderbook.sync.Backfill;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Accounts with a past that nobody told us are walked while they go on changing and their webhooks arrive, late, twice and
 * out of order: what the walk has read may be old when it is written.
 */
class BackfillMeanwhileTest {
    private static final int ACCOUNTS = 4;
    private static final int CUSTOMERS = 15;
    private static final int PAST = 200;
    private static final int PRESENT = 150;
    private static final int MOST = 3_000;
    private static final Backfill.Watcher SILENT = new Backfill.Watcher() {
        @Override
        public void walked(Tally tally) {}

        @Override
        public void notice(String sentence) {}
    };

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
    void endsEqualToStripe() {
        var differences = Turmoil.all(
                ACCOUNTS, LongStream.rangeClosed(1, ACCOUNTS).boxed().toList(), BackfillMeanwhileTest::differences);

        assertEquals(List.of(), differences.stream().flatMap(List::stream).toList());
    }

    private static List<String> differences(long seed) throws Exception {
        var tenant = world.tenant();
        var history = new History(tenant.account(), new Random(seed), CUSTOMERS);
        history.run(PAST);
        int untold = tenant.events().size();
        tenant.deliverEverything();
        world.sandbox()
                .begin(
                        Faults.seeded(seed)
                                .only("GET")
                                .odds(Fault.SLOW, 60)
                                .slowest(Duration.ofSeconds(2))
                                .odds(Fault.LATE, 50)
                                .latest(Duration.ofSeconds(3))
                                .odds(Fault.DUPLICATED, 30),
                        tenant.account().key());

        meanwhile(tenant, history.ofFew(Integer.MAX_VALUE, Duration.ofMillis(80)));

        world.sandbox().endFaults(tenant.account().key());
        tenant.awaitDrained(tenant.events().size() - untold);
        return Differences.of(tenant).stream()
                .filter(difference -> !wasNeverOurs(tenant, difference))
                .map(difference -> "seed " + seed + ": " + difference)
                .toList();
    }

    /** Walks the account while it changes: from before the walk's first step to after its last. */
    private static void meanwhile(Tenant tenant, History history) throws Exception {
        var begun = new CountDownLatch(1);
        var walked = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changing = threads.submit(() -> {
                try {
                    for (int changes = 0; changes < MOST && !(walked.get() && changes >= PRESENT); changes++) {
                        history.run(1);
                        begun.countDown();
                    }
                } finally {
                    begun.countDown();
                }
                return null;
            });
            Tally tally;
            try {
                begun.await();
                tally = world.server().bean(Backfill.class).run(tenant.connector(), false, SILENT);
            } finally {
                walked.set(true);
            }
            changing.get();
            assertTrue(tally.created() > 0, tally.toString());
        }
    }

    /** Of what had come and gone before the walk came by, nothing tells: no event was delivered, and no list shows it. */
    private static boolean wasNeverOurs(Tenant tenant, String difference) {
        String id = difference.substring(0, difference.indexOf(' '));
        if (wasToldOf(tenant, id)) {
            return false;
        }
        if (difference.endsWith(" is not recorded here")) {
            JsonNode owner = tenant.account().get("/v1/payment_methods/" + id).path("customer");
            return owner.isNull() || isDeleted(tenant, owner.asText());
        }
        return difference.endsWith(" is not known here") && isDeleted(tenant, id);
    }

    private static boolean wasToldOf(Tenant tenant, String id) {
        return tenant.jdbi()
                .withHandle(handle -> handle.select(
                                "SELECT EXISTS (SELECT 1 FROM webhook_event WHERE connector_id = ? AND object_id = ?)",
                                tenant.connector().id(),
                                id)
                        .mapTo(Boolean.class)
                        .one());
    }

    private static boolean isDeleted(Tenant tenant, String customer) {
        return tenant.account().get("/v1/customers/" + customer).path("deleted").booleanValue();
    }
}
