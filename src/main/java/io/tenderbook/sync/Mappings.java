package io.tenderbook.sync;

import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Goes through the mappings of a connector in the order of their ids, which is that of their making. */
@Singleton
final class Mappings {
    private static final UUID FIRST = new UUID(0, 0);

    private final Jdbi jdbi;

    Mappings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<ConnectorMapping> active(Connector connector, @Nullable UUID after, int most) {
        return page(connector, after, "ended_at IS NULL", most);
    }

    /** The active ones, and those that the provider ended since: their payment methods may still change. */
    List<ConnectorMapping> followed(Connector connector, @Nullable UUID after, Instant endedSince, int most) {
        return page(connector, after, FOLLOWED, most, endedSince);
    }

    int countFollowed(Connector connector, Instant endedSince) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT COUNT(*) FROM connector_mapping WHERE connector_id = ? AND " + FOLLOWED,
                        connector.id(),
                        endedSince)
                .mapTo(Integer.class)
                .one());
    }

    private static final String FOLLOWED =
            "(ended_at IS NULL OR (ended_because = 'DELETED_AT_PROVIDER' AND ended_at >= ?))";

    private List<ConnectorMapping> page(
            Connector connector, @Nullable UUID after, String condition, int most, Object... arguments) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("SELECT * FROM connector_mapping WHERE connector_id = ? AND id > ? AND "
                    + condition + " ORDER BY id LIMIT ?");
            int position = 0;
            query.bind(position++, connector.id()).bind(position++, after == null ? FIRST : after);
            for (Object argument : arguments) {
                query.bind(position++, argument);
            }
            return query.bind(position, most)
                    .map(ConstructorMapper.of(ConnectorMapping.class))
                    .list();
        });
    }
}
