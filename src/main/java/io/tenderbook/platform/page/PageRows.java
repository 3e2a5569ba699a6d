package io.tenderbook.platform.page;

import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * The rows of one page, as a part of a statement that reads several.
 *
 * @param sql all behind SELECT; no lists in it
 * @param within the values that it names
 */
record PageRows<T>(String sql, Where within, RowMapper<T> mapper) {
    /** The column that says of which part a row is. */
    static final int PART = 1;

    /** By names of its own. */
    String part(int number) {
        return "SELECT " + number + ", " + sql.replace(":", ":" + prefix(number));
    }

    void bindTo(Query statement, int number) {
        within.bindTo(statement, prefix(number));
    }

    private static String prefix(int number) {
        return "of" + number + "_";
    }
}
