package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Those who read at the same time share a read, and nothing else. */
class GatheredReadsTest {
    /** As many as it takes until the next have to wait. */
    private static final List<Integer> FIRST = List.of(1, 2);

    private final ConcurrentLinkedQueue<Set<Integer>> read = new ConcurrentLinkedQueue<>();
    private final Semaphore underWay = new Semaphore(0);
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch last = new CountDownLatch(1);

    @Test
    void whoReadsWhileOthersAreReadForSharesTheNextRead() throws Exception {
        assertEquals(List.of("1", "2", "3", "4"), together(String::valueOf, 3, 4));
        assertEquals(3, read.size(), "of " + read);
        assertTrue(read.contains(Set.of(3, 4)), "of " + read);
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
            if (key == 4) {
                throw new IllegalStateException("not four");
            }
            return String.valueOf(key);
        };
        assertEquals(List.of("1", "2", "3", "not four"), together(value, 3, 4));
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

    /** What the first and then these are answered, all of which ask before the first are. */
    private List<String> together(Function<Integer, String> value, int... later) throws Exception {
        var reads = new GatheredReads<Integer, String>(keys -> {
            read.add(keys);
            underWay.release();
            awaited(keys.contains(FIRST.getFirst()) ? last : go);
            return keys.stream().collect(Collectors.toMap(Function.identity(), value));
        });
        List<String> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> asked = new ArrayList<>();
            for (int key : FIRST) {
                asked.add(threads.submit(() -> reads.read(Set.of(key)).get(key)));
                underWay.acquire();
            }
            for (int key : later) {
                var began = new CompletableFuture<Thread>();
                asked.add(threads.submit(() -> {
                    began.complete(Thread.currentThread());
                    return reads.read(Set.of(key)).get(key);
                }));
                Awaitility.await("it waits").until(() -> began.join().getState() == Thread.State.WAITING);
            }
            go.countDown(); // one of the first two ends, the other only when all is over
            for (Future<String> one : asked.subList(1, asked.size())) {
                answers.add(answer(one));
            }
            last.countDown();
            answers.addFirst(answer(asked.getFirst()));
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

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }
}
