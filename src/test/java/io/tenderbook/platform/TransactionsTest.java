package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tenderbook.TestServer;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of work that the database gives up for the sake of other work. */
class TransactionsTest {
    private static TestServer server;
    private static UUID one = new UUID(0, 0);
    private static UUID other = new UUID(0, 0);

    private final AtomicInteger tries = new AtomicInteger();

    @BeforeAll
    static void start() {
        server = TestServer.start();
        one = server.connect("one", "sk_test_one").id();
        other = server.connect("other", "sk_test_other").id();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void bothOfTwoThatLockEachOthersRowsAreCarriedOut() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var met = new CyclicBarrier(2);
            var first = threads.submit(() -> transactions().runWaitingOnce(() -> lockBoth(one, other, met)));
            var second = threads.submit(() -> transactions().run(() -> lockBoth(other, one, met)));
            assertEquals("done", first.get());
            assertEquals("done", second.get());
        }
        assertEquals(3, tries.get());
    }

    @Test
    void whatOthersMayShareIsReadAloneInsideOfOneAndAsItWroteIt() {
        var reads = new GatheredReads<UUID, String>(
                transactions(), ids -> transactions().isOpen() ? Map.of(one, nameOf(one)) : Map.of(one, "shared"));
        assertEquals("shared", reads.read(Set.of(one)).get(one));
        transactions().run(() -> {
            server.bean(Jdbi.class)
                    .useHandle(handle -> handle.execute("UPDATE connector SET name = 'renamed' WHERE id = ?", one));
            assertEquals("renamed", reads.read(Set.of(one)).get(one));
            server.bean(Jdbi.class)
                    .useHandle(handle -> handle.execute("UPDATE connector SET name = 'one' WHERE id = ?", one));
            return "done";
        });
    }

    @Test
    void whatWaitedInVainIsTriedAgain() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var release = new CountDownLatch(1);
            var holder = holding(threads, release);
            assertEquals("done", transactions().run(() -> {
                if (tries.incrementAndGet() == 2) {
                    release.countDown();
                }
                return impatiently();
            }));
            holder.get();
        }
        assertEquals(2, tries.get());
    }

    @Test
    void whoWaitsOnceDoesNotWaitAgain() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var release = new CountDownLatch(1);
            var holder = holding(threads, release);
            Supplier<String> work = () -> {
                tries.incrementAndGet();
                return impatiently();
            };
            try {
                assertThrows(JdbiException.class, () -> transactions().runWaitingOnce(work));
            } finally {
                release.countDown();
            }
            holder.get();
        }
        assertEquals(1, tries.get());
    }

    private String lockBoth(UUID first, UUID then, CyclicBarrier met) {
        boolean meeting = tries.incrementAndGet() <= 2;
        lock(first);
        if (meeting) {
            await(met);
        }
        lock(then);
        return "done";
    }

    /** Waits a second for the row. */
    private static String impatiently() {
        var jdbi = server.bean(Jdbi.class);
        jdbi.useHandle(handle -> handle.execute("SET SESSION innodb_lock_wait_timeout = 1"));
        try {
            lock(one);
            return "done";
        } finally {
            jdbi.useHandle(handle -> handle.execute("SET SESSION innodb_lock_wait_timeout = DEFAULT"));
        }
    }

    private static Future<String> holding(ExecutorService threads, CountDownLatch release) throws InterruptedException {
        var locked = new CountDownLatch(1);
        var holder = threads.submit(() -> transactions().run(() -> {
            lock(one);
            locked.countDown();
            await(release);
            return "held";
        }));
        locked.await();
        return holder;
    }

    private static void lock(UUID connectorId) {
        server.bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT name FROM connector WHERE id = ? FOR UPDATE", connectorId)
                        .mapTo(String.class)
                        .one());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Transactions transactions() {
        return server.bean(Transactions.class);
    }

    private static String nameOf(UUID connector) {
        return server.bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT name FROM connector WHERE id = ?", connector)
                        .mapTo(String.class)
                        .one());
    }
}
