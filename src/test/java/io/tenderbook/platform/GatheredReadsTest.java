package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Those who read at the same time share a read, and nothing else. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GatheredReadsTest {
    private final ConcurrentLinkedQueue<Set<Integer>> read = new ConcurrentLinkedQueue<>();
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Test
    void whoReadsWhileOthersAreReadForSharesTheNextRead() throws Exception {
        assertEquals(List.of("1", "2", "3"), together(String::valueOf));
        assertEquals(List.of(Set.of(1), Set.of(2, 3)), List.copyOf(read));
    }

    @Test
    void nothingIsKeptFromOneReadToTheNext() {
        var state = new ArrayList<>(List.of("before"));
        var reads = new GatheredReads<Integer, String>(keys -> Map.of(1, state.getLast()));
        assertEquals("before", reads.read(Set.of(1)).get(1));
        state.add("after");
        assertEquals("after", reads.read(Set.of(1)).get(1));
    }

    @Test
    void whoCannotBeAnsweredIsAloneWithThat() throws Exception {
        Function<Integer, String> value = key -> {
            if (key == 3) {
                throw new IllegalStateException("not three");
            }
            return String.valueOf(key);
        };
        assertEquals(List.of("1", "2", "not three"), together(value));
    }

    @Test
    void whatReadingAloneThrowsIsThrown() {
        var reads = new GatheredReads<Integer, String>(keys -> {
            throw new IllegalStateException("no");
        });
        assertEquals(
                "no",
                assertThrows(IllegalStateException.class, () -> reads.read(Set.of(1)))
                        .getMessage());
    }

    /** What 1, 2 and 3 are answered, of which the last two are asked while the first is read. */
    private List<String> together(Function<Integer, String> value) throws Exception {
        var reads = new GatheredReads<Integer, String>(keys -> {
            read.add(keys);
            underWay.countDown();
            GatheringTest.awaited(go);
            return keys.stream().collect(Collectors.toMap(Function.identity(), value));
        });
        List<String> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> asked = new ArrayList<>();
            asked.add(threads.submit(() -> reads.read(Set.of(1)).get(1)));
            underWay.await();
            for (int key : List.of(2, 3)) {
                var began = new CompletableFuture<Thread>();
                asked.add(threads.submit(() -> {
                    began.complete(Thread.currentThread());
                    return reads.read(Set.of(key)).get(key);
                }));
                Awaitility.await("it waits").until(() -> began.join().getState() == Thread.State.WAITING);
            }
            go.countDown();
            for (Future<String> one : asked) {
                answers.add(answer(one));
            }
        }
        return answers;
    }

    private static String answer(Future<String> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException failure) {
            return String.valueOf(Objects.requireNonNull(failure.getCause()).getMessage());
        }
    }
}
