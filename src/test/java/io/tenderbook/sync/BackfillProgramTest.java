package io.tenderbook.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.Program;
import io.tenderbook.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backfill} as a person runs it: a process of its own beside the server, which may die anywhere. */
class BackfillProgramTest {
    private static final int CUSTOMERS = 100;

    /** A name that no customer has at Stripe, so that whoever is walked gets another. */
    private static final String MARK = "UPDATE customer SET name = 'not walked since'";

    private static final String MARKED = "SELECT COUNT(*) FROM customer WHERE name = 'not walked since'";

    private TestServer server;
    private Account account;
    private Records records;

    @TempDir
    Path directory;

    @BeforeEach
    void start() {
        server = TestServer.withSandbox();
        account = new Account(server.sandbox().address(), "sk_test_sandbox", 5);
        records = Records.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void goesOnAtItsCursorAfterItWasKilled() throws Exception {
        account.grow(CUSTOMERS);
        try (var killed = backfill(20)) {
            Awaitility.await("a cursor in the middle")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        assertTrue(killed.isAlive(), () -> killed.err() + killed.out());
                        return walked() >= 40;
                    });
            killed.kill();
        }
        long done = walked();
        assertTrue(done < CUSTOMERS, "killed too late, after " + done);
        records.jdbi().useHandle(handle -> handle.execute(MARK));

        try (var again = backfill(0)) {
            assertEquals(0, again.exitCode(), again::err);
            assertTrue(again.out().contains("Going on where the run of"), again.out());
            assertTrue(again.out().contains(CUSTOMERS + " customers\n"), again.out());
        }
        assertEquals(done, records.count(MARKED), "those before the cursor are not walked again, and only those");
        assertEquals(account.state(), records.state());
        assertEquals(1, records.count("SELECT COUNT(*) FROM backfill WHERE finished_at IS NOT NULL"));
    }

    @Test
    void beginsAnewWhenToldTo() throws Exception {
        account.grow(4);
        try (var first = backfill(0)) {
            assertEquals(0, first.exitCode(), first::err);
            assertEquals(account.state(), records.state());
        }
        records.jdbi().useHandle(handle -> {
            // As one leaves it that is killed half way.
            handle.execute(
                    "UPDATE backfill SET finished_at = NULL, walked_to = ?",
                    account.customers().get(1));
            handle.execute(MARK);
        });

        try (var again = backfill(0, "--restart")) {
            assertEquals(0, again.exitCode(), again::err);
            assertFalse(again.out().contains("Going on"), again.out());
            assertTrue(again.out().contains(" 4 customers\n"), again.out());
        }
        assertEquals(0, records.count(MARKED));
    }

    private long walked() {
        return records.count("SELECT COALESCE(MAX(customers), 0) FROM backfill");
    }

    private Program backfill(int readsPerSecond, String... more) {
        var environment = new HashMap<>(server.environment());
        environment.put("TENDERBOOK_SYNC_READS_PER_SECOND", String.valueOf(readsPerSecond));
        String[] arguments = new String[3 + more.length];
        arguments[0] = "backfill";
        arguments[1] = "--connector";
        arguments[2] = "stripe";
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Program.start(directory, environment, arguments);
    }
}
