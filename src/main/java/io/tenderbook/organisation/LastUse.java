package io.tenderbook.organisation;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when keys were last used: behind the request's back, and for each key once a minute at most, whichever instances
 * it is used at. A note that is lost, at a stop or with the database, is not made up for.
 */
@Singleton
final class LastUse {
    private static final Logger LOG = LoggerFactory.getLogger(LastUse.class);
    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final Clock clock;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    /** One after the other: a key has one note under way, so no more of them wait than there are keys. */
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("key-use").daemon().factory());

    LastUse(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** @param known when it was last used, as far as is known; null for never */
    void note(UUID apiKeyId, @Nullable Instant known) {
        Instant now = clock.instant();
        if ((known != null && known.plus(GRAIN).isAfter(now)) || !underWay.add(apiKeyId)) {
            return;
        }
        try {
            writer.execute(() -> write(apiKeyId, now));
        } catch (RejectedExecutionException stopping) {
            underWay.remove(apiKeyId);
        }
    }

    private void write(UUID apiKeyId, Instant now) {
        try {
            jdbi.useHandle(handle -> handle.execute(
                    "UPDATE api_key SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)",
                    now,
                    apiKeyId,
                    now.minus(GRAIN)));
        } catch (RuntimeException failure) {
            LOG.debug("The use of a key was not noted", failure);
        } finally {
            underWay.remove(apiKeyId);
        }
    }

    @PreDestroy
    void stop() {
        writer.shutdownNow();
    }
}
