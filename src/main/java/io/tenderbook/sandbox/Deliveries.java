package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to their endpoints: at least once, started in order, a few at a time, tried again with growing pauses.
 * What has not arrived stays in the store. One thread waits for what is due; each try has a virtual thread.
 */
final class Deliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int AT_A_TIME = 8;
    private static final long SECONDS_TO_FINISH = 2;

    private final Store store;
    private final Clock clock;
    private final Mishaps mishaps;
    private final Courier courier = new Courier();
    private final Semaphore hands = new Semaphore(AT_A_TIME);
    private final ExecutorService tries = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor waiting = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sandbox-deliveries").factory());

    Deliveries(Store store, Clock clock, Mishaps mishaps) {
        this.store = store;
        this.clock = clock;
        this.mishaps = mishaps;
        waiting.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        waiting.setRemoveOnCancelPolicy(true);
    }

    /** Goes on with what the store holds from an earlier run; retries do not wait out their pause. */
    void resume() {
        store.startingWith(Store.DELIVERIES, "acct_")
                .flatMap(entry -> Stream.ofNullable(entry.value()))
                .map(Delivery::parse)
                .sorted(Comparator.comparingLong(Delivery::sequence))
                .forEach(delivery -> start(delivery, Duration.ZERO));
    }

    /** For new deliveries, already in the store. */
    void start(Delivery delivery) {
        List<Duration> arrivals = mishaps.ofDelivery(delivery.account());
        if (arrivals.isEmpty()) {
            settle(delivery, null);
        }
        arrivals.forEach(late -> start(delivery, late));
    }

    private void start(Delivery delivery, Duration pause) {
        try {
            Future<?> unused =
                    waiting.schedule(() -> begin(delivery), Math.max(0, pause.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("Delivery of {} waits for the next start", delivery.event());
        }
    }

    private void begin(Delivery delivery) {
        try {
            hands.acquire();
            tries.execute(() -> {
                try {
                    attempt(delivery);
                } catch (RuntimeException bug) {
                    LOG.error("Delivery of {} broke off; it goes on with the next start", delivery.event(), bug);
                } finally {
                    hands.release();
                }
            });
        } catch (InterruptedException | RejectedExecutionException closing) {
            LOG.debug("Delivery of {} waits for the next start", delivery.event());
        }
    }

    private void attempt(Delivery delivery) {
        Optional<Kept> event = read(Family.EVENTS, delivery.account(), delivery.event());
        Optional<Kept> endpoint = read(Family.WEBHOOK_ENDPOINTS, delivery.account(), delivery.endpoint());
        if (event.isEmpty() || endpoint.isEmpty()) {
            settle(delivery, null);
            return;
        }
        ObjectNode body = event.get().object();
        body.put(
                "pending_webhooks",
                store.startingWith(Store.DELIVERIES, delivery.prefix()).count());
        Optional<String> problem = courier.bring(body, endpoint.get(), clock.instant());
        if (waiting.isShutdown()) {
            return;
        }
        Optional<Delivery> next = problem.flatMap(why -> delivery.again(clock.instant()));
        problem.ifPresent(why -> LOG.info(
                "Delivery of {} {} to {} failed: {}; {}",
                body.path("type").asText(),
                delivery.event(),
                delivery.endpoint(),
                why,
                next.isEmpty() ? "given up" : "next try at " + next.get().due()));
        settle(delivery, next.orElse(null));
        next.ifPresent(again -> start(again, Duration.between(clock.instant(), again.due())));
    }

    private Optional<Kept> read(Family family, String account, String id) {
        return Optional.ofNullable(store.get(family.collection(), account + "/" + id))
                .map(Kept::parse);
    }

    private void settle(Delivery delivery, @Nullable Delivery next) {
        String value = next == null ? null : next.write();
        store.write(List.of(new Store.Change(Store.DELIVERIES, delivery.key(), value)));
    }

    /** What is on its way is cut off and stays in the store. */
    @Override
    public void close() {
        waiting.shutdownNow();
        courier.close();
        // Not by interrupts: they would close the store's file under a thread that writes.
        tries.shutdown();
        try {
            if (!tries.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                LOG.warn("A delivery did not end with the sandbox");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
