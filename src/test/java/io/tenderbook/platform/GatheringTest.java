package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Those who ask at the same time are answered together; whoever would wait for ever has failed. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
    void noRoundIsHeavierThanAllowedButOfOneQuestion() throws Exception {
        var rounds = new ConcurrentLinkedQueue<List<Integer>>();
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var gathering = new Gathering<Integer, Integer>(1, MOST, question -> question, questions -> {
            rounds.add(questions);
            began.countDown();
            awaited(go);
            return questions;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Integer>>();
            asked.add(threads.submit(() -> gathering.ask(1)));
            began.await();
            for (int later : List.of(MOST + 1, MOST, 2, 3)) {
                asked.add(waiting(threads, () -> gathering.ask(later)));
            }
            go.countDown();
            for (Future<Integer> one : asked) {
                one.get();
            }
        }
        assertEquals(List.of(List.of(1), List.of(MOST + 1), List.of(MOST), List.of(2, 3)), List.copyOf(rounds));
    }

    @Test
    void aRoundBeginsBesideAnotherOnceItHasEnoughToDoAndNoMoreThanMay() throws Exception {
        int enough = Gathering.WORTH_ANOTHER_ROUND;
        var rounds = new LinkedBlockingQueue<Set<Integer>>();
        var go = new Semaphore(0);
        var gathering = new Gathering<Integer, Integer>(2, 10 * enough, question -> 1, questions -> {
            rounds.add(Set.copyOf(questions));
            go.acquireUninterruptibly();
            return questions;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asked = new ArrayList<>();
            asked.add(threads.submit(() -> gathering.ask(0)));
            assertEquals(Set.of(0), rounds.take());
            for (int question = 1; question <= 3 * enough; question++) {
                int own = question;
                asked.add(waiting(threads, () -> gathering.ask(own)));
            }
            assertEquals(numbers(1, enough), rounds.take());
            assertEquals(Set.of(), Set.copyOf(rounds), "two at a time, and no third");

            go.release();
            assertEquals(numbers(enough + 1, 3 * enough), rounds.take(), "all who waited");
            go.release(2);
            for (Future<Integer> one : asked) {
                one.get();
            }
        }
    }

    /** Asks on a thread of its own, and returns once that waits, or leads a round that does. */
    private static Future<Integer> waiting(ExecutorService threads, Callable<Integer> asking) {
        var began = new CompletableFuture<Thread>();
        Future<Integer> answer = threads.submit(() -> {
            began.complete(Thread.currentThread());
            return asking.call();
        });
        Awaitility.await("it waits").until(() -> began.join().getState() == Thread.State.WAITING);
        return answer;
    }

    private static Set<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().collect(Collectors.toSet());
    }

    @Test
    void whateverARoundFailsWithTheNextIsServed() {
        var gathering = new Gathering<Integer, Integer>(1, MOST, question -> 1 / question, questions -> {
            if (questions.contains(1)) {
                throw new AssertionError("not one");
            }
            return questions;
        });
        assertThrows(ArithmeticException.class, () -> gathering.ask(0));
        assertThrows(CompletionException.class, () -> gathering.ask(1));
        assertEquals(2, gathering.ask(2));
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

    static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }
}
