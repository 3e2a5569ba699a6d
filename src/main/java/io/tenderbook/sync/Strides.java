package io.tenderbook.sync;

import io.tenderbook.paymentmethod.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Does a few pieces of work at once, each of which mostly waits for the provider. */
final class Strides {
    private static final int AT_ONCE = 4;

    private Strides() {}

    /** One piece of work. */
    interface Step<T> {
        Tally take(T item) throws InterruptedException;
    }

    /**
     * Returns when all are done, or throws what the first one that failed threw, once none is at work any more.
     *
     * @throws RuntimeException what a step threw
     */
    static <T> Tally walk(List<T> items, Step<T> step) throws InterruptedException {
        var free = new Semaphore(AT_ONCE);
        List<Future<Tally>> steps = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T item : items) {
                steps.add(threads.submit(() -> {
                    free.acquire();
                    try {
                        return step.take(item);
                    } finally {
                        free.release();
                    }
                }));
            }
            var tally = Tally.NONE;
            for (var one : steps) {
                tally = tally.plus(one.get());
            }
            return tally;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a step failed", failed.getCause());
        }
    }
}
