package io.tenderbook.administration;

import io.tenderbook.administration.Wishes.Wish;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorNameTakenException;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.Connectors;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderKey;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a connector, once its key has been seen to open an account at the provider. */
@Singleton
public final class CreateConnector {
    private static final Logger LOG = LoggerFactory.getLogger(CreateConnector.class);

    private final Wishes wishes;
    private final Accounts accounts;
    private final KnownConnectors known;
    private final Connectors connectors;
    private final ConnectorSecrets secrets;
    private final Transactions transactions;

    CreateConnector(
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
     * What is to be made.
     *
     * @param webhookSecret null if the provider's endpoint is not made yet
     * @param account in whose name the key is used; null for the key's own account
     */
    public record Command(
            String name,
            String provider,
            String secretKey,
            @Nullable String webhookSecret,
            @Nullable String account,
            boolean importCustomers,
            @Nullable String idempotencyKey) {
        /** Leaves the secrets out, so that they reach no log. */
        @Override
        public String toString() {
            return "Command[name=" + name + "]";
        }
    }

    public Outcome<Connector> create(Caller caller, Command command) {
        return wishes.once(
                new Wish(caller, "createConnector", command.idempotencyKey(), command),
                () -> carryOut(caller, command),
                Connector::id,
                id -> known.connector(caller, id));
    }

    private Connector carryOut(Caller caller, Command command) {
        String name = KnownConnectors.name(command.name());
        ProviderKey key = accounts.key(command.provider(), command.secretKey());
        String account = accounts.account(command.account());
        String webhookSecret = command.webhookSecret() == null
                ? null
                : accounts.webhookSecret(command.provider(), command.webhookSecret());
        if (connectors.of(caller.organisationId()).stream()
                .anyMatch(other -> other.name().equalsIgnoreCase(name))) {
            throw KnownConnectors.nameTaken();
        }
        accounts.opened(command.provider(), key, account, ProviderCall.start());
        try {
            var connector = transactions.run(() -> {
                var made = connectors.create(
                        caller.organisationId(),
                        name,
                        command.provider(),
                        account,
                        key.livemode(),
                        key.sandbox(),
                        command.importCustomers());
                secrets.setApiKey(made, key.text());
                if (webhookSecret != null) {
                    secrets.setWebhookSecret(made, webhookSecret);
                }
                return made;
            });
            LOG.info(
                    "Connector {} was made by {}",
                    connector.id(),
                    caller.identity().described());
            return connector;
        } catch (ConnectorNameTakenException taken) {
            throw KnownConnectors.nameTaken();
        }
    }
}
