package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A key means something within its scope alone, whoever asks at the same time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScopedReadsTest {
    private static final Set<String> ASKED = Set.of("a/1", "b/1", "b/2", "b/none");

    private record Read(String scope, Set<String> keys) {}

    @Test
    void thoseOfAScopeAreReadTogetherAndNoScopeShowsWhatIsAnothers() throws Exception {
        var reads = new ConcurrentLinkedQueue<Read>();
        var under = new Semaphore(0);
        Map<String, CountDownLatch> release = Map.of("1", new CountDownLatch(1), "2", new CountDownLatch(1));
        var values = new ScopedReads<String, String, String>(transactions(), (scope, keys) -> {
            reads.add(new Read(scope, keys));
            if (scope.equals("first")) {
                under.release();
                keys.forEach(key -> GatheringTest.awaited(release.get(key)));
            }
            Map<String, String> found = new HashMap<>();
            keys.stream().filter(key -> !key.equals("none")).forEach(key -> found.put(key, scope + key));
            return found;
        });
        var asking = new ConcurrentLinkedQueue<Thread>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<String>>> first = List.of("1", "2").stream()
                    .map(key -> threads.submit(() -> values.read("first", key)))
                    .toList();
            under.acquire(2); // as many rounds as there are at once
            Map<String, Future<Optional<String>>> answers = new HashMap<>();
            for (String asked : ASKED) {
                answers.put(asked, threads.submit(() -> {
                    asking.add(Thread.currentThread());
                    return values.read(asked.substring(0, 1), asked.substring(2));
                }));
            }
            Awaitility.await("all of them wait")
                    .until(() -> asking.size() == ASKED.size()
                            && asking.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
            release.get("1").countDown(); // the other round goes on, so that one alone serves all who wait
            Map<String, String> found = new HashMap<>();
            for (var answer : answers.entrySet()) {
                answer.getValue().get().ifPresent(value -> found.put(answer.getKey(), value));
            }
            release.get("2").countDown();
            assertEquals(Optional.of("first1"), first.getFirst().get());
            assertEquals(Map.of("a/1", "a1", "b/1", "b1", "b/2", "b2"), found);
        }
        assertEquals(1, reads.stream().filter(read -> read.scope().equals("a")).count());
        assertEquals(
                1,
                reads.stream()
                        .filter(read -> read.equals(new Read("b", Set.of("1", "2", "none"))))
                        .count());
    }

    /** None is ever open. */
    private static Transactions transactions() {
        return new Transactions(Jdbi.create("jdbc:none"));
    }
}
