package io.tenderbook.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Maps rows to records by the names of their columns, as JDBI does, but finds out only once which column goes where: JDBI
 * asks the class anew for every statement that is executed. Thread-safe. It keeps JDBI's mappers of the columns, so every
 * {@code Jdbi} that it is used with has to be configured alike.
 */
public final class RecordMapper<T> implements RowMapper<T> {
    private final RowMapper<T> mapper;

    /** By the columns rather than by the statement: what {@code *} stands for changes while the program runs. */
    private final Map<List<String>, RowMapper<T>> byColumns = new ConcurrentHashMap<>();

    private RecordMapper(Class<T> type) {
        mapper = ConstructorMapper.of(type);
    }

    /** @param type a public record */
    public static <T> RecordMapper<T> of(Class<T> type) {
        return new RecordMapper<>(type);
    }

    @Override
    public T map(ResultSet row, StatementContext context) throws SQLException {
        return specialize(row, context).map(row, context);
    }

    @Override
    public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
        var columns = columns(rows);
        var known = byColumns.get(columns);
        if (known != null) {
            return known;
        }
        var found = mapper.specialize(rows, context);
        byColumns.put(columns, found);
        return found;
    }

    private static List<String> columns(ResultSet rows) throws SQLException {
        var described = rows.getMetaData();
        List<String> columns = new ArrayList<>(described.getColumnCount());
        for (int column = 1; column <= described.getColumnCount(); column++) {
            columns.add(described.getColumnLabel(column));
        }
        return columns;
    }
}
