package io.tenderbook.provider;

import io.tenderbook.platform.Ids;
import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.ScopedReads;
import io.tenderbook.platform.Sealed;
import io.tenderbook.platform.SecretBox;
import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of connectors. They are sealed before they reach the database and bound to their organisation and connector,
 * so that a row copied to another connector, or one secret of it in the place of another, does not open.
 */
@Singleton
public final class ConnectorSecrets implements Sealed {
    /** Two webhook secrets live side by side while one is being rotated. */
    static final int LIVE_WEBHOOK_SECRETS = 2;

    private static final int PAGE = 500;

    private static final String NEWEST_WEBHOOK =
            "SELECT id FROM connector_secret WHERE connector_id = ? AND kind = 'WEBHOOK' ORDER BY id DESC LIMIT 1";

    private final Jdbi jdbi;
    private final SecretBox box;
    private final Transactions transactions;
    private final Clock clock;
    private final ScopedReads<UUID, UUID, String> apiKeys;

    ConnectorSecrets(Jdbi jdbi, SecretBox box, Transactions transactions, Clock clock) {
        this.jdbi = jdbi;
        this.box = box;
        this.transactions = transactions;
        this.clock = clock;
        apiKeys = new ScopedReads<>(transactions, this::apiKeys);
    }

    /**
     * The key with which to call the provider.
     *
     * @throws IllegalStateException if the connector has none
     */
    public String apiKey(Connector connector) {
        return apiKeys.read(connector.organisationId(), connector.id())
                .orElseThrow(() -> new IllegalStateException("connector " + connector.name() + " has no key"));
    }

    private Map<UUID, String> apiKeys(UUID organisationId, Set<UUID> connectorIds) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id, connector_id, sealed FROM connector_secret"
                        + " WHERE connector_id IN (<connectors>) AND kind = 'API_KEY'"
                        + " AND (expires_at IS NULL OR expires_at > :now) ORDER BY id DESC")
                .bindList("connectors", PowersOfTwo.padded(connectorIds))
                .bind("now", clock.instant())
                .reduceRows(new HashMap<>(), (keys, row) -> {
                    UUID connectorId = row.getColumn("connector_id", UUID.class);
                    keys.computeIfAbsent(connectorId, newest -> open(organisationId, connectorId, Kind.API_KEY, row));
                    return keys;
                }));
    }

    /** The secrets with which the provider may sign its deliveries now, newest first; empty when none is known yet. */
    public List<String> webhookSecrets(Connector connector) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT id, sealed FROM connector_secret WHERE connector_id = ? AND kind = 'WEBHOOK'"
                                + " AND (expires_at IS NULL OR expires_at > ?) ORDER BY id DESC LIMIT ?",
                        connector.id(),
                        clock.instant(),
                        LIVE_WEBHOOK_SECRETS)
                .map(row -> open(connector.organisationId(), connector.id(), Kind.WEBHOOK, row))
                .list());
    }

    /** @param id of a webhook secret of this connector */
    String openWebhookSecret(Connector connector, UUID id, byte[] sealed) {
        return box.open(sealed, context(connector.organisationId(), connector.id(), Kind.WEBHOOK, id));
    }

    /** Replaces the key. */
    public void setApiKey(Connector connector, String apiKey) {
        replace(connector, Kind.API_KEY, apiKey);
    }

    /** Replaces all webhook secrets by this one. */
    public void setWebhookSecret(Connector connector, String secret) {
        replace(connector, Kind.WEBHOOK, secret);
    }

    /**
     * Puts a new webhook secret in the place of the newest, which is good for a while yet; any older one ends.
     *
     * @return when the one that was the newest ends; null if it ended at once or there was none
     * @throws IllegalArgumentException if the secret is live already
     */
    public @Nullable Instant rotateWebhookSecret(Connector connector, String secret, Duration overlap) {
        return transactions.run(() -> {
            jdbi.useHandle(handle -> handle.select("SELECT id FROM connector WHERE id = ? FOR UPDATE", connector.id())
                    .mapTo(UUID.class)
                    .one());
            List<String> live = webhookSecrets(connector);
            if (live.contains(secret)) {
                throw new IllegalArgumentException("That secret is in use already.");
            }
            Instant until = clock.instant().plus(overlap);
            if (live.isEmpty() || overlap.isZero()) {
                replace(connector, Kind.WEBHOOK, secret);
                return null;
            }
            jdbi.useHandle(handle -> {
                UUID newest = handle.select(NEWEST_WEBHOOK, connector.id())
                        .mapTo(UUID.class)
                        .one();
                handle.execute(
                        "DELETE FROM connector_secret WHERE connector_id = ? AND kind = 'WEBHOOK' AND id <> ?",
                        connector.id(),
                        newest);
                handle.execute("UPDATE connector_secret SET expires_at = ? WHERE id = ?", until, newest);
            });
            insert(connector, Kind.WEBHOOK, secret);
            return until;
        });
    }

    /** When the webhook secret ends that has given way to another; empty if none has, or it has ended. */
    public Optional<Instant> webhookSecretEnds(Connector connector) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT MAX(expires_at) FROM connector_secret WHERE connector_id = ? AND kind = 'WEBHOOK'"
                                + " AND expires_at > ?",
                        connector.id(),
                        clock.instant())
                .mapTo(Instant.class)
                .findFirst());
    }

    /** Adds a webhook secret beside the one that was the newest so far. */
    public void addWebhookSecret(Connector connector, String secret) {
        jdbi.useHandle(handle -> insert(connector, Kind.WEBHOOK, secret));
    }

    private void replace(Connector connector, Kind kind, String secret) {
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "DELETE FROM connector_secret WHERE connector_id = ? AND kind = ?", connector.id(), kind.name());
            insert(connector, kind, secret);
        });
    }

    private void insert(Connector connector, Kind kind, String secret) {
        UUID id = Ids.next();
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO connector_secret (id, connector_id, kind, sealed, created_at) VALUES (?, ?, ?, ?, ?)",
                id,
                connector.id(),
                kind.name(),
                box.seal(secret, context(connector.organisationId(), connector.id(), kind, id)),
                clock.instant()));
    }

    private String open(UUID organisationId, UUID connectorId, Kind kind, RowView row) {
        return box.open(
                row.getColumn("sealed", byte[].class),
                context(organisationId, connectorId, kind, row.getColumn("id", UUID.class)));
    }

    @Override
    public int sealAnew() {
        int sealed = 0;
        UUID position = new UUID(0, 0);
        for (var page = after(position); !page.isEmpty(); page = after(position)) {
            sealed += page.stream().mapToInt(this::sealAnew).sum();
            position = page.getLast().id();
        }
        return sealed;
    }

    private int sealAnew(Stored stored) {
        if (box.isSealedByTheFirst(stored.sealed(), stored.context())) {
            return 0;
        }
        byte[] anew = box.seal(box.open(stored.sealed(), stored.context()), stored.context());
        return jdbi.withHandle(handle -> handle.execute(
                "UPDATE connector_secret SET sealed = ? WHERE id = ? AND sealed = ?",
                anew,
                stored.id(),
                stored.sealed()));
    }

    private List<Stored> after(UUID position) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT s.id, s.sealed, s.kind, s.connector_id, c.organisation_id FROM connector_secret s"
                                + " JOIN connector c ON c.id = s.connector_id WHERE s.id > ? ORDER BY s.id LIMIT ?",
                        position,
                        PAGE)
                .map(row -> {
                    UUID id = row.getColumn("id", UUID.class);
                    String context = context(
                            row.getColumn("organisation_id", UUID.class),
                            row.getColumn("connector_id", UUID.class),
                            Kind.valueOf(row.getColumn("kind", String.class)),
                            id);
                    return new Stored(id, row.getColumn("sealed", byte[].class), context);
                })
                .list());
    }

    @SuppressWarnings("ArrayRecordComponent") // a row on its way; nobody compares two
    private record Stored(UUID id, byte[] sealed, String context) {}

    private static String context(UUID organisationId, UUID connectorId, Kind kind, UUID id) {
        return organisationId + "/" + connectorId + "/" + kind + "/" + id;
    }

    private enum Kind {
        API_KEY,
        WEBHOOK
    }
}
