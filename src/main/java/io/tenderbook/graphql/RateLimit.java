package io.tenderbook.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.micronaut.context.annotation.Property;
import io.tenderbook.organisation.Caller;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Holds each caller to so many requests a second, and each organisation to ten times that over all its callers, so that
 * more keys make no more than that. By each instance for itself. Only who is authenticated is counted.
 */
@Singleton
public final class RateLimit {
    private static final int CALLERS_OF_AN_ORGANISATION = 10;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Who comes back after a while has a second's requests again, as one has who was forgotten. */
    private static final Duration WHILE = Duration.ofSeconds(10);

    private static final long MOST_BUCKETS = 10_000;

    private final int perSecond;
    private final Cache<CallerKey, Bucket> callers = buckets();
    private final Cache<UUID, Bucket> organisations = buckets();

    RateLimit(@Property(name = "tenderbook.rate-limit", defaultValue = "200") int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Counts one request.
     *
     * @return how long the caller must wait before it may ask again; zero if this request may go on
     */
    public Duration count(Caller caller) {
        if (perSecond <= 0) {
            return Duration.ZERO;
        }
        var own = callers.get(new CallerKey(caller.organisationId(), caller.identity()), key -> bucket(perSecond));
        var wait = take(own);
        return wait.isZero()
                ? take(organisations.get(caller.organisationId(), id -> bucket(perSecond * CALLERS_OF_AN_ORGANISATION)))
                : wait;
    }

    private static Duration take(Bucket bucket) {
        return Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    private static Bucket bucket(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, SECOND))
                .build();
    }

    private static <K> Cache<K, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_BUCKETS)
                .expireAfterAccess(WHILE)
                .build();
    }

    private record CallerKey(UUID organisationId, Caller.Identity identity) {}
}
