package io.tenderbook;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Makes an instance that is about to stop say that it is not ready, while it goes on answering. */
@Singleton
@Readiness
final class Draining implements HealthIndicator {
    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("draining", begun ? HealthStatus.DOWN : HealthStatus.UP)
                .build());
    }
}
