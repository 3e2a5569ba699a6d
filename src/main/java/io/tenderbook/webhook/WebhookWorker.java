package io.tenderbook.webhook;

import io.micronaut.context.BeanProvider;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.tenderbook.platform.DatabaseAway;
import io.tenderbook.webhook.EventQueue.Claim;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies pending events, many at a time. It wakes at once when this instance takes an event in, when one becomes due,
 * and every few seconds for events that another instance left behind.
 */
@Singleton
final class WebhookWorker implements GracefulShutdownCapable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);

    private static final int AT_ONCE = 8;
    private static final Duration LONGEST_NAP = Duration.ofSeconds(5);
    private static final Duration SHORTEST_NAP = Duration.ofMillis(20);

    /** What a claim has left at least when its event is begun. */
    private static final Duration SPARE = Duration.ofSeconds(10);

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final EventQueue queue;
    private final BeanProvider<EventBatch> batch;
    private final BeanProvider<EventDispatch> dispatch;
    private final Arrivals arrivals;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;

    /** How long what was applied last had waited; of the worker's thread alone. */
    private Duration delay = Duration.ZERO;

    private volatile CompletableFuture<Void> claiming = CompletableFuture.completedFuture(null);

    WebhookWorker(
            EventQueue queue,
            BeanProvider<EventBatch> batch,
            BeanProvider<EventDispatch> dispatch,
            Arrivals arrivals,
            Clock clock) {
        this.queue = queue;
        this.batch = batch;
        this.dispatch = dispatch;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /** Says that there may be something to do. */
    void wake() {
        news.release();
    }

    /** Sets to work, until it is told to stop. */
    void start() {
        running = true;
        claiming = CompletableFuture.runAsync(this::work, WebhookWorker::onItsOwnThread);
    }

    /** A batch is work for the processor, for which whoever waits for an answer on a virtual thread is not to wait. */
    private static void onItsOwnThread(Runnable work) {
        Thread.ofPlatform().daemon().name("webhook-worker").start(work);
    }

    private void work() {
        while (running) {
            try {
                if (applyDue() == 0 && running) {
                    nap();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                if (running) {
                    LOG.warn("Pending events could not be claimed; trying again", failure);
                }
                if (!sleep(LONGEST_NAP)) {
                    return;
                }
            }
        }
    }

    /** Applies what can be applied together, and hands each other event to a thread of its own. Returns how many were due. */
    int applyDue() throws InterruptedException {
        news.drainPermits();
        Pace pace = Pace.of(arrivals.waiting(), delay);
        long begun = System.nanoTime();
        EventBatch.Result result = applyTogether(pace.batch());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        delay = result.delay();
        handOver(result.left());
        pace.restAfter(took, arrivals::waiting, TimeUnit.MILLISECONDS::sleep);
        return result.due();
    }

    private EventBatch.Result applyTogether(int most) {
        try {
            return batch.get().apply(most);
        } catch (RuntimeException failure) {
            if (DatabaseAway.isBehind(failure)) {
                throw failure;
            }
            LOG.warn("Events could not be applied together; taking some one by one", failure);
            List<Claim> alone = queue.claim(AT_ONCE);
            return new EventBatch.Result(alone.size(), Duration.ZERO, alone);
        }
    }

    private void handOver(List<Claim> claims) throws InterruptedException {
        int begun = 0;
        try {
            for (Claim claim : claims) {
                free.acquire();
                if (!running || claim.until().minus(SPARE).isBefore(clock.instant())) {
                    free.release();
                    break;
                }
                begun++;
                handOver(claim);
            }
        } finally {
            queue.giveBack(claims.subList(begun, claims.size()));
        }
    }

    private void handOver(Claim claim) {
        threads.execute(() -> {
            try {
                dispatch.get().dispatch(claim);
            } catch (RuntimeException failure) {
                LOG.warn(
                        "Event {} stays claimed and is tried again later",
                        claim.event().eventId(),
                        failure);
            } finally {
                free.release();
            }
        });
    }

    private void nap() throws InterruptedException {
        Duration nap = queue.nextDue()
                .map(due -> Duration.between(clock.instant(), due))
                .filter(until -> until.compareTo(LONGEST_NAP) < 0)
                .orElse(LONGEST_NAP);
        long millis = Math.max(SHORTEST_NAP.toMillis(), nap.toMillis());
        if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private static boolean sleep(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Claims nothing more; done when what was claimed has ended. What is pending is for other instances. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        running = false;
        news.release();
        free.release(); // who waits for room sees that none is wanted any more
        // Only after that are the threads told: what was just being claimed still gets one.
        return claiming.completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .thenRunAsync(this::finish, ending -> Thread.ofVirtual().start(ending));
    }

    private void finish() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            threads.shutdownNow();
        }
    }

    @PreDestroy
    void stop() {
        shutdownGracefully().toCompletableFuture().join();
    }
}
