package io.tenderbook.sync;

import io.micronaut.context.annotation.DefaultImplementation;
import java.time.Duration;

/** Waiting as work does it that may last long; tests replace it by one that moves their clock. */
@FunctionalInterface
@DefaultImplementation(SystemPause.class)
public interface Pause {
    void last(Duration time) throws InterruptedException;
}
