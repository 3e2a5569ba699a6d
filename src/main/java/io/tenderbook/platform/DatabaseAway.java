package io.tenderbook.platform;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells that no connection to the database was to be had, or that it broke, from any other failure. */
public final class DatabaseAway {
    private DatabaseAway() {}

    /** Whether that is at the bottom of a failure: it passes, and says nothing about what was asked. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || (cause instanceof SQLException sql && isOfConnections(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Class 08 of SQL's states. */
    private static boolean isOfConnections(@Nullable String state) {
        return state != null && state.startsWith("08");
    }
}
