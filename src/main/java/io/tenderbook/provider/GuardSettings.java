package io.tenderbook.provider;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How hard a provider may be asked, by each instance of this program.
 *
 * @param readsPerSecond the most reads of one connector in a second; 0 for no limit
 * @param breakerPause how long a connector's provider is left alone once it fails; zero switches the circuit breaker off
 */
@ConfigurationProperties("tenderbook.sync")
record GuardSettings(
        @Bindable(defaultValue = "20") int readsPerSecond,
        @Bindable(defaultValue = "5s") Duration breakerPause) {}
