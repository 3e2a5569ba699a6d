package io.tenderbook.administration;

import io.tenderbook.administration.Wishes.Wish;
import io.tenderbook.organisation.Caller;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the secret with which a connector's deliveries are signed; the one before it stays good for a while. */
@Singleton
public final class RotateWebhookSecret {
    private static final Logger LOG = LoggerFactory.getLogger(RotateWebhookSecret.class);

    private final Wishes wishes;
    private final Accounts accounts;
    private final KnownConnectors known;
    private final ConnectorSecrets secrets;

    RotateWebhookSecret(Wishes wishes, Accounts accounts, KnownConnectors known, ConnectorSecrets secrets) {
        this.wishes = wishes;
        this.accounts = accounts;
        this.known = known;
        this.secrets = secrets;
    }

    /** Which connector, by our id, its new secret, and for how long the old one is good beside it. */
    public record Command(
            String connectorId,
            String webhookSecret,
            int overlapSeconds,
            @Nullable String idempotencyKey) {
        /** Leaves the secret out, so that it reaches no log. */
        @Override
        public String toString() {
            return "Command[connectorId=" + connectorId + "]";
        }
    }

    /** @param oldSecretExpiresAt null if there is no old one that is good */
    public record Rotated(Connector connector, @Nullable Instant oldSecretExpiresAt) {}

    public Outcome<Rotated> rotate(Caller caller, Command command) {
        return wishes.once(
                new Wish(caller, "rotateWebhookSecret", command.idempotencyKey(), command),
                () -> carryOut(caller, command),
                rotated -> rotated.connector().id(),
                id -> {
                    var connector = known.connector(caller, id);
                    return new Rotated(
                            connector, secrets.webhookSecretEnds(connector).orElse(null));
                });
    }

    private Rotated carryOut(Caller caller, Command command) {
        Connector connector = known.connector(caller, command.connectorId());
        String secret = accounts.webhookSecret(connector.provider(), command.webhookSecret());
        Duration overlap = Wanted.overlap(command.overlapSeconds());
        try {
            var until = secrets.rotateWebhookSecret(connector, secret, overlap);
            LOG.info(
                    "The webhook secret of connector {} was rotated by {}",
                    connector.id(),
                    caller.identity().described());
            return new Rotated(connector, until);
        } catch (IllegalArgumentException inUse) {
            throw Wanted.unfit(inUse, "webhookSecret");
        }
    }
}
