package io.tenderbook.platform;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in one transaction on the calling thread: every query that the work makes through {@link Jdbi} on this thread
 * joins it. Work that the database gave up for the sake of another transaction (deadlock, lock wait) is run again a few
 * times, so it must have no effect but in the database.
 */
@Singleton
public final class Transactions {
    private static final int TRIES = 6;

    private final Jdbi jdbi;

    Transactions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Commits when the work returns, rolls back when it throws. Joins a transaction that is open on this thread. */
    public <T extends @Nullable Object> T run(Supplier<T> work) {
        return run(work, failure -> wasDeadlocked(failure) || waitedInVain(failure));
    }

    /** The same, but a lock that was waited for in vain is not waited for again: for those who keep others waiting. */
    public <T extends @Nullable Object> T runWaitingOnce(Supplier<T> work) {
        return run(work, Transactions::wasDeadlocked);
    }

    private <T extends @Nullable Object> T run(Supplier<T> work, Predicate<SQLException> worthAnotherTry) {
        boolean joined = isOpen();
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(handle -> work.get());
            } catch (RuntimeException failure) {
                if (joined || attempt == TRIES || !isBehind(failure, worthAnotherTry)) {
                    throw failure;
                }
                pause(attempt);
            }
        }
    }

    /** Whether one is open on this thread, which work would join. */
    public boolean isOpen() {
        return jdbi.getHandleScope().get() != null;
    }

    /** Runs this once the transaction that is open on this thread has committed, and never if it does not; now if none is. */
    public void afterCommit(Runnable work) {
        var open = jdbi.getHandleScope().get();
        if (open == null) {
            work.run();
        } else {
            open.getHandle().afterCommit(work);
        }
    }

    private static boolean isBehind(Throwable failure, Predicate<SQLException> condition) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && condition.test(sql)) {
                return true;
            }
        }
        return false;
    }

    /** SQLSTATE 40001, which the driver also says of a wait in vain, and MariaDB's "record has changed". */
    private static boolean wasDeadlocked(SQLException failure) {
        return ("40001".equals(failure.getSQLState()) && !waitedInVain(failure)) || failure.getErrorCode() == 1020;
    }

    private static boolean waitedInVain(SQLException failure) {
        return failure.getErrorCode() == 1205;
    }

    /** A few milliseconds, more each time and never the same, so that two rivals do not meet again. */
    private static void pause(int attempt) {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(5, 25L * attempt)));
    }
}
