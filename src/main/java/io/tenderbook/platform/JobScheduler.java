package io.tenderbook.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs the recurring jobs of all instances on one database, each job on one instance at a time. */
@Singleton
@Requires(property = "tenderbook.jobs.enabled", notEquals = "false")
final class JobScheduler {
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** Heartbeats that a dead instance misses before its job starts elsewhere. */
    private static final int MISSED = 6;

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final List<RecurringJob> jobs;
    private volatile @Nullable Scheduler scheduler;

    JobScheduler(DataSource dataSource, List<RecurringJob> jobs) {
        this.dataSource = dataSource;
        this.jobs = jobs;
    }

    @EventListener
    void start(ServerStartupEvent started) {
        if (jobs.isEmpty()) {
            return;
        }
        var starting = Scheduler.create(dataSource)
                .startTasks(jobs.stream().map(JobScheduler::task).toList())
                .threads(jobs.size())
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED)
                .shutdownMaxWait(GRACE)
                .alwaysPersistTimestampInUTC()
                .build();
        scheduler = starting;
        starting.start();
    }

    private static RecurringTask<Void> task(RecurringJob job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every())).execute((instance, context) -> {
            try {
                job.run();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Runs under way are interrupted after a while; they start anew elsewhere. */
    @PreDestroy
    void stop() {
        var running = scheduler;
        if (running != null) {
            running.stop();
        }
    }
}
