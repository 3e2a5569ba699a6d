package io.tenderbook.platform;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Inserts many rows with one statement. It binds the values of JDBC itself, in the form in which {@link DatabaseFactory} has
 * JDBI bind them: for thousands of values, what JDBI does for each of them is most of the work. Thread-safe.
 */
public final class BulkInsert<R> {
    private final List<Column<R>> columns;
    private final String head;
    private final String tail;

    /**
     * @param tail what follows the rows, such as what happens to those that are there already
     */
    public BulkInsert(String table, List<Column<R>> columns, String tail) {
        this.columns = List.copyOf(columns);
        this.tail = tail;
        head = "INSERT INTO " + table + " ("
                + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + ") VALUES ";
    }

    /**
     * A column and what it holds.
     *
     * @param value a UUID, an Instant, an enum, bytes, or what JDBC knows; null for NULL
     */
    public record Column<R>(String name, Function<R, @Nullable Object> value) {}

    /** Overwrites these columns of rows that are there already. */
    public static <R> String overwriting(List<Column<R>> columns) {
        return " ON DUPLICATE KEY UPDATE "
                + columns.stream()
                        .map(column -> column.name() + " = VALUES(" + column.name() + ")")
                        .collect(Collectors.joining(", "));
    }

    /**
     * @param rows one at least; each number of rows is a statement of its own, to be prepared once
     * @throws UnableToExecuteStatementException if the database refuses
     */
    public void execute(Handle handle, List<? extends R> rows) {
        String row = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        String sql = head + String.join(", ", Collections.nCopies(rows.size(), row)) + tail;
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            int position = 0;
            for (R values : rows) {
                for (Column<R> column : columns) {
                    set(statement, ++position, column.value().apply(values));
                }
            }
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new UnableToExecuteStatementException(failure, null);
        }
    }

    private static void set(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(position, Types.NULL);
            case UUID id ->
                statement.setBytes(
                        position,
                        ByteBuffer.allocate(16)
                                .putLong(id.getMostSignificantBits())
                                .putLong(id.getLeastSignificantBits())
                                .array());
            case Instant time -> statement.setObject(position, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
            case Enum<?> word -> statement.setString(position, word.name());
            case byte[] bytes -> statement.setBytes(position, bytes);
            default -> statement.setObject(position, value);
        }
    }
}
