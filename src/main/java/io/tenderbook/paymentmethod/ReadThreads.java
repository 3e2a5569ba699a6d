package io.tenderbook.paymentmethod;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads on which {@link ReadGroups} read; they end with the program. */
@Singleton
final class ReadThreads {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @throws java.util.concurrent.RejectedExecutionException if the program is ending */
    void execute(Runnable work) {
        threads.execute(work);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }
}
