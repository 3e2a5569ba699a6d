package io.tenderbook.sync;

import jakarta.inject.Singleton;
import java.time.Duration;

/** Puts the thread to sleep. */
@Singleton
final class SystemPause implements Pause {
    @Override
    public void last(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
