package io.tenderbook.convergence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A database that dies under load, and a program that nobody restarts. */
class DatabaseOutageTest {
    private static final int OUTAGES = 5;
    private static final long SEED = 5;

    @Test
    void noEventAnswered200IsLostAndWorkGoesOnWhenTheDatabaseIsBack() throws InterruptedException {
        String image = TestDatabase.mySqlImage().orElse(null);
        Assumptions.assumeTrue(image != null, "only a database in a container can be killed here");
        try (var database = new MortalDatabase(image);
                var world = new World(database.settings())) {
            var random = new Random(SEED);
            var tenant = world.tenant();
            var ledger = new Ledger(tenant.mirror());
            new History(tenant.account(), random, 30).ofLeaps().run(900);
            var events = new ArrayList<>(tenant.events());
            Collections.shuffle(events, random);
            int share = events.size() / (OUTAGES + 1);
            var endpoint = world.server().baseUri().resolve(tenant.deliveries().path());

            try (var postman = new Postman(number -> endpoint)) {
                postman.deliver(events);
                for (int outage = 0; outage < OUTAGES; outage++) {
                    int enough = share * outage + 1 + random.nextInt(share);
                    await().atMost(Duration.ofMinutes(2))
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> postman.accepted().size() >= enough);
                    database.kill();
                    database.start();
                }
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> postman.accepted().size() == events.size());
                await().atMost(Duration.ofMinutes(2)).until(() -> ledger.pending() == 0);
                assertEquals(List.of(), ledger.faults(postman.accepted()));
                assertEquals(List.of(), Differences.of(tenant));
            }
        }
    }
}
