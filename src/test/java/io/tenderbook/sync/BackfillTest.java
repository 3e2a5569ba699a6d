package io.tenderbook.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import io.tenderbook.paymentmethod.Tally;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lived at Stripe before we knew of it is brought in, and nothing else. */
class BackfillTest {
    private Sandbox sandbox;
    private TestServer server;
    private Account account;
    private Records records;
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(new SandboxConfiguration(0, null, Clock.systemUTC()));
        server = TestServer.withStripeAt(sandbox.address(), Map.of("tenderbook.sync.reads-per-second", 0));
        account = new Account(sandbox.address(), "sk_test_sandbox", 1);
        records = Records.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
        sandbox.close();
    }

    @Test
    void bringsInEveryCustomerWithItsPaymentMethodsAndDefault() throws Exception {
        account.grow(120);

        var tally = run(false);

        assertEquals(account.state(), records.state());
        assertEquals(120, tally.customers());
        assertEquals(tally.customers() + tally.methods(), tally.created());
        assertEquals(0, tally.changed() + tally.unchanged() + tally.unsettled());
    }

    @Test
    void writesNothingWhereEverythingIsInStepAlready() throws Exception {
        account.grow(30);
        var first = run(false);
        var before = records.rows();

        var second = run(false);

        assertEquals(before, records.rows());
        assertEquals(first.created(), second.unchanged());
        assertEquals(0, second.created() + second.changed());
    }

    @Test
    void findsWhatChangedBehindItsBack() throws Exception {
        account.grow(30);
        run(false);
        account.live(60);

        var tally = run(false);

        assertEquals(seen(account.state()), records.state());
        assertTrue(tally.created() > 0, tally.toString());
        assertTrue(tally.changed() > 0, tally.toString());
    }

    @Test
    void goesOnWhereAnInterruptedRunStopped() throws Exception {
        account.grow(50);
        // As a run leaves it that is killed after its first strides.
        var stop = new IllegalStateException("killed");
        try {
            server.bean(Backfill.class).run(server.connector("stripe"), false, new Backfill.Watcher() {
                @Override
                public void walked(Tally tally) {
                    if (tally.customers() == 40) {
                        throw stop;
                    }
                }

                @Override
                public void notice(String sentence) {}
            });
        } catch (IllegalStateException killed) {
            assertEquals(stop, killed);
        }
        records.jdbi().useHandle(handle -> handle.execute("UPDATE customer SET name = 'not walked again'"));

        var tally = run(false);

        assertEquals(50, tally.customers());
        assertTrue(notices.getFirst().startsWith("Going on"), notices.toString());
        assertEquals(
                40, records.count("SELECT COUNT(*) FROM customer WHERE name = 'not walked again'"), notices.toString());
        assertEquals(account.state(), records.state());
    }

    @Test
    void beginsAnewWhenToldTo() throws Exception {
        account.grow(5);
        run(false);
        server.bean(Jdbi.class).useHandle(handle -> handle.execute("UPDATE backfill SET finished_at = NULL"));

        assertEquals(5, run(true).customers());
        assertEquals(List.of(), notices);
    }

    @Test
    void beginsAtTheTopWhereTheCustomerIsGoneAtWhichItStopped() throws Exception {
        account.grow(5);
        run(false);
        records.jdbi()
                .useHandle(handle -> handle.execute("UPDATE backfill SET finished_at = NULL, walked_to = 'cus_gone'"));
        account.grow(2);

        run(false);

        assertEquals(account.state(), records.state());
    }

    @Test
    void isNamedAsTheCauseOfWhatItFound() throws Exception {
        account.grow(1);
        run(false);
        String method = account.attach(account.customers().getFirst());

        run(false);

        assertEquals(List.of("ATTACHED by BACKFILL null"), records.changes(server, method));
    }

    /** What came and went between two walks is not heard of. */
    private Map<String, String> seen(Map<String, String> state) {
        var known = records.state().keySet();
        state.entrySet()
                .removeIf(entry ->
                        !known.contains(entry.getKey()) && entry.getValue().matches("(detached|customer deleted).*"));
        return state;
    }

    private Tally run(boolean restart) throws InterruptedException {
        notices.clear();
        return server.bean(Backfill.class).run(server.connector("stripe"), restart, new Backfill.Watcher() {
            @Override
            public void walked(Tally tally) {}

            @Override
            public void notice(String sentence) {
                notices.add(sentence);
            }
        });
    }
}
