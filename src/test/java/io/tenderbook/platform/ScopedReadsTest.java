package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        var underWay = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var values = new ScopedReads<String, String, String>(transactions(), (scope, keys) -> {
            reads.add(new Read(scope, keys));
            if (scope.equals("first")) {
                underWay.countDown();
                GatheringTest.awaited(release);
            }
            Map<String, String> found = new HashMap<>();
            keys.stream().filter(key -> !key.equals("none")).forEach(key -> found.put(key, scope + key));
            return found;
        });
        var asking = new ConcurrentLinkedQueue<Thread>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> first = threads.submit(() -> values.read("first", "1"));
            underWay.await();
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
            release.countDown();
            Map<String, String> found = new HashMap<>();
            for (var answer : answers.entrySet()) {
                answer.getValue().get().ifPresent(value -> found.put(answer.getKey(), value));
            }
            assertEquals(Optional.of("first1"), first.get());
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
