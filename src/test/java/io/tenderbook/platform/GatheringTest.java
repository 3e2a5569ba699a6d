package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Those who ask at the same time are answered together. */
class GatheringTest {
    private static final int LATER = 20;
    private static final int MOST = 16;

    @Test
    void whoAsksWhileARoundIsUnderWayIsServedByTheNext() throws Exception {
        var rounds = new ArrayList<List<Integer>>();
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var asked = new Semaphore(0);
        var gathering = new Gathering<Integer, Integer>(MOST, questions -> {
            rounds.add(questions);
            began.countDown();
            awaited(go);
            return questions.stream().map(question -> question * 10).toList();
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> gathering.ask(0));
            began.await();
            var asking = new ArrayList<Thread>();
            List<Future<Integer>> later = IntStream.rangeClosed(1, LATER)
                    .mapToObj(question -> threads.submit(() -> {
                        synchronized (asking) {
                            asking.add(Thread.currentThread());
                        }
                        asked.release();
                        return gathering.ask(question);
                    }))
                    .toList();
            asked.acquire(LATER);
            Awaitility.await("all of them wait").until(() -> {
                synchronized (asking) {
                    return asking.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING);
                }
            });
            go.countDown();

            assertEquals(0, first.get());
            for (int question = 1; question <= LATER; question++) {
                assertEquals(question * 10, later.get(question - 1).get());
            }
        }
        assertEquals(
                List.of(1, MOST, LATER - MOST), rounds.stream().map(List::size).toList());
    }

    @Test
    void aRoundThatFailsFailsForAllItServedAndForNobodyElse() {
        var gathering = new Gathering<Integer, Integer>(MOST, questions -> {
            if (questions.contains(1)) {
                throw new IllegalStateException("not one");
            }
            return questions;
        });
        assertEquals(
                "not one",
                assertThrows(IllegalStateException.class, () -> gathering.ask(1))
                        .getMessage());
        assertEquals(2, gathering.ask(2));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }
}
