package io.tenderbook.platform;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * How Java's values stand in the database: a UUID as BINARY(16), most significant byte first, so that ids of version 7
 * sort by time; an Instant as the DATETIME(6) of UTC, whatever the zone of the server, the session or this machine.
 */
@Factory
final class DatabaseFactory {
    @Singleton
    Jdbi jdbi(DataSource dataSource) {
        return Jdbi.create(dataSource)
                .configure(
                        StatementExceptions.class, failures -> failures.setMessageRendering(DatabaseFactory::message))
                .registerArgument(new UuidArgument())
                .registerArgument(new InstantArgument())
                .registerColumnMapper(UUID.class, mapper(UUID.class))
                .registerColumnMapper(Instant.class, mapper(Instant.class));
    }

    private static <T> ColumnMapper<T> mapper(Class<T> type) {
        var value = ColumnValue.of(type);
        return (row, column, context) -> type.cast(value.read(row, column));
    }

    /** Without the values that were bound, which JDBI would tell too: names, addresses, whole events. */
    private static String message(StatementException failure) {
        var context = failure.getStatementContext();
        return failure.getShortMessage() + (context == null ? "" : " [statement: " + context.getRenderedSql() + "]");
    }

    private static final class UuidArgument extends AbstractArgumentFactory<UUID> {
        UuidArgument() {
            super(Types.BINARY);
        }

        @Override
        protected Argument build(UUID id, ConfigRegistry config) {
            byte[] bytes = ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
            return (position, statement, context) -> statement.setBytes(position, bytes);
        }
    }

    private static final class InstantArgument extends AbstractArgumentFactory<Instant> {
        InstantArgument() {
            super(Types.TIMESTAMP);
        }

        @Override
        protected Argument build(Instant time, ConfigRegistry config) {
            return (position, statement, context) ->
                    statement.setObject(position, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        }
    }
}
