package io.tenderbook.provider;

import io.tenderbook.platform.RecordMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Finds where deliveries go, with what they have to be signed with, by one statement: it is asked for each delivery. */
@Singleton
public final class DeliveryLookup {
    private static final RowMapper<SealedSecret> SECRET = RecordMapper.of(SealedSecret.class);

    private final Jdbi jdbi;
    private final Connectors connectors;
    private final ConnectorSecrets secrets;
    private final Clock clock;

    DeliveryLookup(Jdbi jdbi, Connectors connectors, ConnectorSecrets secrets, Clock clock) {
        this.jdbi = jdbi;
        this.connectors = connectors;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** One of the webhook secrets of a connector, or both null if it has none. Public because the database mapper makes it. */
    @SuppressWarnings("ArrayRecordComponent") // a row on its way; nobody compares two
    public record SealedSecret(@Nullable UUID secretId, byte @Nullable [] sealed) {}

    private record Signed(Connector connector, SealedSecret secret) {}

    /** A connector with its webhook secrets. */
    public Optional<DeliveryTarget> byId(UUID connectorId) {
        return find("c.id = ?", connectorId);
    }

    /**
     * The connector to which a provider's deliveries without a connector's id go: the one with the provider's own name in
     * the first organisation, else the only one of that provider.
     */
    public Optional<DeliveryTarget> byDefault(String provider) {
        return find(
                        "c.provider = ? AND c.name = c.provider AND c.organisation_id ="
                                + " (SELECT id FROM organisation ORDER BY created_at, id LIMIT 1)",
                        provider)
                .or(() -> connectors.onlyOf(provider).flatMap(only -> byId(only.id())));
    }

    /** @param condition met by one connector at most */
    private Optional<DeliveryTarget> find(String condition, Object argument) {
        // MySQL would sort these few rows in a temporary table.
        List<Signed> found = jdbi.withHandle(handle -> handle.select(
                        "SELECT c.*, s.id AS secret_id, s.sealed FROM connector c"
                                + " LEFT JOIN connector_secret s ON s.connector_id = c.id AND s.kind = 'WEBHOOK'"
                                + " AND (s.expires_at IS NULL OR s.expires_at > ?)"
                                + " WHERE " + condition,
                        clock.instant(),
                        argument)
                .map((row, context) -> new Signed(Connectors.ROW.map(row, context), SECRET.map(row, context)))
                .list());
        return found.stream().findFirst().map(first -> new DeliveryTarget(first.connector, opened(found)));
    }

    private List<String> opened(List<Signed> found) {
        return found.stream()
                .filter(signed -> signed.secret.secretId != null)
                .sorted(Comparator.comparing((Signed signed) -> Objects.requireNonNull(signed.secret.secretId))
                        .reversed())
                .limit(ConnectorSecrets.LIVE_WEBHOOK_SECRETS)
                .map(signed -> secrets.openWebhookSecret(
                        signed.connector,
                        Objects.requireNonNull(signed.secret.secretId),
                        Objects.requireNonNull(signed.secret.sealed)))
                .toList();
    }
}
