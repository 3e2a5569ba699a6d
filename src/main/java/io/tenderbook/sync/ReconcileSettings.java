package io.tenderbook.sync;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the records are compared with the provider.
 *
 * @param reconcileEvery how long a round over all customers of a connector takes; zero switches reconciliation off
 */
@ConfigurationProperties("tenderbook.sync")
record ReconcileSettings(@Bindable(defaultValue = "24h") Duration reconcileEvery) {}
