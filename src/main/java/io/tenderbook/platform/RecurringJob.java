package io.tenderbook.platform;

import java.time.Duration;

/**
 * Work that is done again and again for as long as the program runs, by one instance at a time. Declaring the bean is
 * enough; the setting {@code tenderbook.jobs.enabled} switches all jobs off.
 *
 * <p>A run may end anywhere by the death of its process, and another instance then starts a new one within a minute or
 * so: what a run has done so far must stand, and a new run must go on from there.
 */
public interface RecurringJob {
    /** Stands in the database, so it stays as it is once released; unique. */
    String name();

    /** From the end of one run to the start of the next. */
    Duration every();

    /** Runs on a thread of its own and may take long. A failure is logged; the next run comes in its time all the same. */
    void run() throws InterruptedException;
}
