package io.tenderbook.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Maps rows to records by the names of their columns, as JDBI's own mapper does: the column {@code exp_month} goes into the
 * component {@code expMonth}, and a component that is a record takes its own. It finds out once which column
 * goes where, and reads the values by JDBC: to ask JDBI for each value of each row costs more than the rest of reading it.
 * Thread-safe.
 */
public final class RecordMapper<T> implements RowMapper<T> {
    /** Callers choose what is read: there are more combinations of columns than are worth remembering. */
    private static final int MOST_COMBINATIONS = 200;

    private final Class<T> type;

    /** By the columns rather than by the statement: what {@code *} stands for changes while the program runs. */
    private final Cache<List<String>, Made<T>> byColumns =
            Caffeine.newBuilder().maximumSize(MOST_COMBINATIONS).build();

    private RecordMapper(Class<T> type) {
        this.type = type;
    }

    /** @param type a public record; a component without a column has to be {@code @Nullable}, and is null */
    public static <T> RecordMapper<T> of(Class<T> type) {
        return new RecordMapper<>(type);
    }

    /** @throws IllegalArgumentException if a component that is never null has no column */
    @Override
    public T map(ResultSet row, StatementContext context) throws SQLException {
        return specialize(row, context).map(row, context);
    }

    @Override
    public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
        var made = byColumns.get(columns(rows.getMetaData()), columns -> Made.of(type, columns));
        return (row, ignored) -> made.read(row);
    }

    private static List<String> columns(ResultSetMetaData described) throws SQLException {
        List<String> columns = new ArrayList<>(described.getColumnCount());
        for (int column = 1; column <= described.getColumnCount(); column++) {
            columns.add(described.getColumnLabel(column));
        }
        return columns;
    }

    /** Makes something of a row. */
    private interface Part<V extends @Nullable Object> {
        V read(ResultSet row) throws SQLException;
    }

    /** A record of its components. */
    private record Made<R>(Constructor<R> constructor, List<Part<?>> parts) implements Part<R> {
        static <R> Made<R> of(Class<R> type, List<String> columns) {
            var components = type.getRecordComponents();
            try {
                return new Made<>(
                        type.getDeclaredConstructor(Arrays.stream(components)
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new)),
                        Arrays.stream(components)
                                .<Part<?>>map(component -> part(component, columns))
                                .toList());
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException("a record without its constructor: " + type, impossible);
            }
        }

        private static Part<?> part(RecordComponent component, List<String> columns) {
            if (component.getType().isRecord()) {
                return of(component.getType(), columns);
            }
            for (int i = 0; i < columns.size(); i++) {
                if (plain(columns.get(i)).equals(plain(component.getName()))) {
                    int column = i + 1;
                    var value = ColumnValue.of(component.getType());
                    return row -> value.read(row, column);
                }
            }
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new IllegalArgumentException("no column for " + component + " among " + columns);
            }
            return row -> null;
        }

        private static String plain(String name) {
            return name.replace("_", "").toLowerCase(Locale.ROOT);
        }

        @Override
        public R read(ResultSet row) throws SQLException {
            Object[] values = new Object[parts.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = parts.get(i).read(row);
            }
            try {
                return constructor.newInstance(values);
            } catch (ReflectiveOperationException failure) {
                throw new IllegalStateException("a row that is no " + constructor.getDeclaringClass(), failure);
            }
        }
    }
}
