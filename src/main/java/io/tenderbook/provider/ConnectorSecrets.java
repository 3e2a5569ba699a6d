package io.tenderbook.provider;

import io.tenderbook.platform.Ids;
import io.tenderbook.platform.SecretBox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * The secrets of connectors. They are sealed before they reach the database and bound to their organisation and connector,
 * so that a row copied to another connector does not open.
 */
@Singleton
public final class ConnectorSecrets {
    /** Two webhook secrets live side by side while one is being rotated. */
    private static final int LIVE_WEBHOOK_SECRETS = 2;

    private final Jdbi jdbi;
    private final SecretBox box;
    private final Clock clock;

    ConnectorSecrets(Jdbi jdbi, SecretBox box, Clock clock) {
        this.jdbi = jdbi;
        this.box = box;
        this.clock = clock;
    }

    /**
     * The key with which to call the provider.
     *
     * @throws IllegalStateException if the connector has none
     */
    public String apiKey(Connector connector) {
        return open(connector, Kind.API_KEY, 1).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("connector " + connector.name() + " has no key"));
    }

    /** The secrets with which the provider may sign its deliveries now, newest first; empty when none is known yet. */
    public List<String> webhookSecrets(Connector connector) {
        return open(connector, Kind.WEBHOOK, LIVE_WEBHOOK_SECRETS);
    }

    /** Replaces the key. */
    public void setApiKey(Connector connector, String apiKey) {
        replace(connector, Kind.API_KEY, apiKey);
    }

    /** Replaces all webhook secrets by this one. */
    public void setWebhookSecret(Connector connector, String secret) {
        replace(connector, Kind.WEBHOOK, secret);
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
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO connector_secret (id, connector_id, kind, sealed, created_at) VALUES (?, ?, ?, ?, ?)",
                Ids.next(),
                connector.id(),
                kind.name(),
                box.seal(secret, context(connector, kind)),
                clock.instant()));
    }

    private List<String> open(Connector connector, Kind kind, int most) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT sealed FROM connector_secret WHERE connector_id = ? AND kind = ? ORDER BY id DESC LIMIT ?",
                        connector.id(),
                        kind.name(),
                        most)
                .mapTo(byte[].class)
                .map(row -> box.open(row, context(connector, kind)))
                .list());
    }

    private static String context(Connector connector, Kind kind) {
        return connector.organisationId() + "/" + connector.id() + "/" + kind;
    }

    private enum Kind {
        API_KEY,
        WEBHOOK
    }
}
