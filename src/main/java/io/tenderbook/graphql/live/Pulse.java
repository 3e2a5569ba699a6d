package io.tenderbook.graphql.live;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again and again, on a thread of its own, for as long as somebody needs it and no longer. */
public final class Pulse {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final String name;
    private final Duration every;
    private final Runnable beat;
    private int users;
    private volatile @Nullable Thread thread;

    /** @param beat may block; when it fails it is done again the next time */
    public Pulse(String name, Duration every, Runnable beat) {
        this.name = name;
        this.every = every;
        this.beat = beat;
    }

    /** Needs it from now on, beginning at once. To be followed by one {@link #leave}. */
    public synchronized void join() {
        if (users++ == 0) {
            var starting = Thread.ofVirtual().name(name).unstarted(this::run);
            thread = starting;
            starting.start();
        }
    }

    /** Needs it no more. */
    public synchronized void leave() {
        if (--users == 0) {
            var ending = thread;
            thread = null;
            LockSupport.unpark(ending);
        }
    }

    /** Lets the next beat come now; does nothing where nobody needs it. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    /** Whether it beats. */
    boolean isAlive() {
        return thread != null;
    }

    private void run() {
        boolean failing = false;
        while (Thread.currentThread().equals(thread)) {
            try {
                beat.run();
                failing = false;
            } catch (RuntimeException failure) {
                if (!failing) {
                    LOG.warn("{} failed, and goes on trying", name, failure);
                }
                failing = true;
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }
}
