package io.tenderbook.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Many things at once. */
final class Turmoil {
    private static final int LANES = 4;

    private Turmoil() {}

    /** Delivers each event so many times, all of it in one order drawn at random, several at once; each is answered 200. */
    static void deliver(Tenant tenant, List<JsonNode> events, int copies, Random random) {
        List<JsonNode> all = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            all.addAll(events);
        }
        Collections.shuffle(all, random);
        deliver(tenant, all, LANES);
    }

    /** Delivers these events, begun in this order, so many at once; each is answered 200. */
    static void deliver(Tenant tenant, List<JsonNode> events, int atOnce) {
        all(atOnce, events, event -> {
            int status = tenant.deliveries().deliver(event);
            if (status != 200) {
                throw new AssertionError(status + " for " + event);
            }
            return null;
        });
    }

    interface Work<T, R> {
        R of(T subject) throws Exception;
    }

    /** Does this for all of them, so many at once, begun in their order. Fails as the first that fails. */
    static <T, R> List<R> all(int atOnce, List<T> subjects, Work<T, R> work) {
        var hands = new Semaphore(atOnce, true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> results = new ArrayList<>();
            for (T subject : subjects) {
                hands.acquire();
                Callable<R> task = () -> {
                    try {
                        return work.of(subject);
                    } finally {
                        hands.release();
                    }
                };
                results.add(threads.submit(task));
            }
            List<R> done = new ArrayList<>();
            for (Future<R> result : results) {
                done.add(result.get());
            }
            return done;
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
