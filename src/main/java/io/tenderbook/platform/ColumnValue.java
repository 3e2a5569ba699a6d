package io.tenderbook.platform;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one value of a row: the other half of what {@link DatabaseFactory} says of how Java's values stand in it. */
interface ColumnValue {
    ColumnValue UUID = (row, column) -> {
        byte[] bytes = row.getBytes(column);
        if (bytes == null) {
            return null;
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    };

    ColumnValue INSTANT = (row, column) -> {
        var time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    };

    Map<Class<?>, ColumnValue> BY_TYPE = Map.of(
            UUID.class,
            UUID,
            Instant.class,
            INSTANT,
            String.class,
            ResultSet::getString,
            byte[].class,
            ResultSet::getBytes,
            boolean.class,
            ResultSet::getBoolean,
            int.class,
            ResultSet::getInt,
            long.class,
            ResultSet::getLong,
            Boolean.class,
            orNull(ResultSet::getBoolean),
            Integer.class,
            orNull(ResultSet::getInt),
            Long.class,
            orNull(ResultSet::getLong));

    /** @return null for NULL, but of a primitive type what JDBC says in its place */
    @Nullable
    Object read(ResultSet row, int column) throws SQLException;

    /** @throws IllegalArgumentException for a type that stands in no column of ours */
    static ColumnValue of(Class<?> type) {
        if (type.isEnum()) {
            return word(type);
        }
        var known = BY_TYPE.get(type);
        if (known == null) {
            throw new IllegalArgumentException("a type that is read from no column: " + type);
        }
        return known;
    }

    /** @throws IllegalArgumentException on a word that the program does not know */
    private static ColumnValue word(Class<?> type) {
        Map<String, Object> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(constant -> ((Enum<?>) constant).name(), Function.identity()));
        return (row, column) -> {
            String word = row.getString(column);
            if (word != null && !constants.containsKey(word)) {
                throw new IllegalArgumentException("no word of " + type + ": " + word);
            }
            return word == null ? null : constants.get(word);
        };
    }

    private static ColumnValue orNull(ColumnValue value) {
        return (row, column) -> {
            var read = value.read(row, column);
            return row.wasNull() ? null : read;
        };
    }
}
