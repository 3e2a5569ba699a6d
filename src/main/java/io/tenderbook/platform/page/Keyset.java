package io.tenderbook.platform.page;

import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An order of rows by one column, and by the id where that is equal, both in the same direction.
 *
 * @param name tells the order from every other one of the same list
 * @param column what to order by
 * @param idColumn the rows' id
 * @param key reads the column of a row
 * @param id reads the id of a row
 */
public record Keyset<T>(
        String name,
        String column,
        String idColumn,
        KeyType type,
        Nulls nulls,
        boolean descending,
        Function<T, ? extends @Nullable Object> key,
        Function<T, UUID> id) {
    /** Where rows without a key stand, whatever the direction. */
    public enum Nulls {
        FIRST,
        LAST,
        /** There are no such rows. */
        NONE;

        private Nulls mirrored() {
            return switch (this) {
                case FIRST -> LAST;
                case LAST -> FIRST;
                case NONE -> NONE;
            };
        }
    }

    /** The same from the other end, but for rows without a key, which stay where they are. */
    public Keyset<T> inDescendingOrder() {
        return new Keyset<>(name + " DESC", column, idColumn, type, nulls, true, key, id);
    }

    /** The mirror image: every row that came first comes last. */
    Keyset<T> reversed() {
        return new Keyset<>(name, column, idColumn, type, nulls.mirrored(), !descending, key, id);
    }

    /** The row's place, as callers see it: opaque, and understood by lists of this order alone. */
    public String cursor(T row) {
        return new Cursor(key.apply(row), id.apply(row)).written(name);
    }

    /** @throws BadPageException if the text is no cursor of this order */
    public Cursor read(String cursor) {
        return Cursor.read(cursor, name, type, nulls != Nulls.NONE);
    }

    String orderBy() {
        String way = descending ? " DESC" : "";
        return nullsOrder() + column + way + ", " + idColumn + way;
    }

    /** Left to itself the database puts nulls first, or last when descending, and can take the order from an index. */
    private String nullsOrder() {
        return switch (nulls) {
            case FIRST -> descending ? column + " IS NULL DESC, " : "";
            case LAST -> descending ? "" : column + " IS NULL, ";
            case NONE -> "";
        };
    }

    /** Only rows behind the place of a cursor, or also the row at that place. */
    void behind(Cursor place, boolean orAt, String parameter, Where where) {
        String than = descending ? " < " : " > ";
        String orEqual = descending ? " <= " : " >= ";
        String tie = idColumn + (orAt ? orEqual : than) + ":" + parameter + "Id";
        where.bind(parameter + "Id", place.id());
        if (place.key() == null) {
            where.and((nulls == Nulls.FIRST ? column + " IS NOT NULL OR " : "") + "(" + column + " IS NULL AND " + tie
                    + ")");
            return;
        }
        String key = ":" + parameter + "Key";
        where.bind(parameter + "Key", place.key());
        where.and(column + than + key + " OR (" + column + " = " + key + " AND " + tie + ")"
                + (nulls == Nulls.LAST ? " OR " + column + " IS NULL" : ""));
    }
}
