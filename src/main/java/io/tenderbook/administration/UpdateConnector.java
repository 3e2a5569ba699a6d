package io.tenderbook.administration;

import io.tenderbook.administration.Wishes.Wish;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorNameTakenException;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.Connectors;
import io.tenderbook.provider.ProviderKey;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes a connector. Nothing of one is remembered by an instance for longer than a call to the provider or a delivery
 * takes, so every instance goes by the change from its next one on.
 */
@Singleton
public final class UpdateConnector {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateConnector.class);

    private final Wishes wishes;
    private final Accounts accounts;
    private final KnownConnectors known;
    private final Connectors connectors;
    private final ConnectorSecrets secrets;
    private final Transactions transactions;

    UpdateConnector(
            Wishes wishes,
            Accounts accounts,
            KnownConnectors known,
            Connectors connectors,
            ConnectorSecrets secrets,
            Transactions transactions) {
        this.wishes = wishes;
        this.accounts = accounts;
        this.known = known;
        this.connectors = connectors;
        this.secrets = secrets;
        this.transactions = transactions;
    }

    /**
     * What is to change; null is what is not.
     *
     * @param account the new account in whose name the key is used; holds null for the key's own
     */
    public record Command(
            String connectorId,
            @Nullable String name,
            @Nullable Boolean isActive,
            @Nullable String secretKey,
            @Nullable NewAccount account,
            @Nullable Boolean importCustomers,
            @Nullable String idempotencyKey) {
        /** Leaves the secret out, so that it reaches no log. */
        @Override
        public String toString() {
            return "Command[connectorId=" + connectorId + "]";
        }
    }

    /** @param id null for the account that the key itself opens */
    public record NewAccount(@Nullable String id) {}

    public Outcome<Connector> update(Caller caller, Command command) {
        return wishes.once(
                new Wish(caller, "updateConnector", command.idempotencyKey(), command),
                () -> carryOut(caller, command),
                Connector::id,
                id -> known.connector(caller, id));
    }

    private Connector carryOut(Caller caller, Command command) {
        Connector connector = known.connector(caller, command.connectorId());
        String name = command.name() == null ? null : KnownConnectors.name(command.name());
        String account = command.account() == null
                ? connector.account()
                : accounts.account(command.account().id());
        if (command.secretKey() != null || !Objects.equals(account, connector.account())) {
            String text = command.secretKey() == null ? secrets.apiKey(connector) : command.secretKey();
            ProviderKey key = accounts.key(connector.provider(), text);
            accounts.stays(connector, key, account);
        }
        try {
            var changed = transactions.run(() -> {
                Connector now = connectors
                        .locked(caller.organisationId(), connector.id())
                        .orElseThrow(KnownConnectors::notFound);
                connectors.change(with(now, name, account, command));
                if (command.secretKey() != null) {
                    secrets.setApiKey(now, command.secretKey());
                }
                return known.connector(caller, now.id());
            });
            LOG.info(
                    "Connector {} was changed by {}",
                    changed.id(),
                    caller.identity().described());
            return changed;
        } catch (ConnectorNameTakenException taken) {
            throw KnownConnectors.nameTaken();
        }
    }

    private static Connector with(Connector now, @Nullable String name, @Nullable String account, Command command) {
        return new Connector(
                now.id(),
                now.organisationId(),
                name == null ? now.name() : name,
                now.provider(),
                command.account() == null ? now.account() : account,
                now.livemode(),
                command.isActive() == null ? now.active() : command.isActive(),
                now.sandbox(),
                command.importCustomers() == null ? now.importCustomers() : command.importCustomers(),
                now.createdAt(),
                now.updatedAt());
    }
}
