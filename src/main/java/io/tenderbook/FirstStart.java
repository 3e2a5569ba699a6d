package io.tenderbook;

import io.micronaut.context.annotation.Property;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Credentials;
import io.tenderbook.organisation.Organisation;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Pepper;
import io.tenderbook.platform.StartRefused;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.Connectors;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what an installation cannot do without and the environment describes: the first organisation, an admin key for it,
 * and the connector of the Stripe account. What exists already is left as it is; only the account's secrets follow the
 * environment at every start.
 */
@Singleton
final class FirstStart {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private static final String PROVIDER = "stripe";

    private final Organisations organisations;
    private final ApiKeys apiKeys;
    private final Connectors connectors;
    private final ConnectorSecrets secrets;
    private final Transactions transactions;
    private final Pepper pepper;
    private final @Nullable String slug;
    private final @Nullable String apiKey;
    private final @Nullable String stripeKey;
    private final @Nullable String webhookSecret;

    FirstStart(
            Organisations organisations,
            ApiKeys apiKeys,
            Connectors connectors,
            ConnectorSecrets secrets,
            Transactions transactions,
            Pepper pepper,
            @Property(name = "tenderbook.organisation") @Nullable String slug,
            @Property(name = "tenderbook.api-key") @Nullable String apiKey,
            @Property(name = "stripe.secret-key") @Nullable String stripeKey,
            @Property(name = "stripe.webhook-secret") @Nullable String webhookSecret) {
        this.organisations = organisations;
        this.apiKeys = apiKeys;
        this.connectors = connectors;
        this.secrets = secrets;
        this.transactions = transactions;
        this.pepper = pepper;
        this.slug = blankToNull(slug);
        this.apiKey = blankToNull(apiKey);
        this.stripeKey = blankToNull(stripeKey);
        this.webhookSecret = blankToNull(webhookSecret);
    }

    /**
     * What the installation begins with.
     *
     * @param newKey the admin key, to be shown this once; null if none was made now, or if it was given
     */
    record Result(Organisation organisation, @Nullable String newKey) {}

    /**
     * Makes it.
     *
     * @param shown whether somebody will see a key that is made up; otherwise none is
     * @throws StartRefused if the environment describes what cannot be
     */
    Result run(String defaultSlug, boolean shown) {
        try {
            // Whole or not at all, and once, however many instances start at the same time.
            return transactions.run(() -> {
                pepper.waitForOtherInstances();
                return make(slug != null ? slug : defaultSlug, shown);
            });
        } catch (IllegalArgumentException described) {
            throw new StartRefused(
                    described.getMessage() + " Correct TENDERBOOK_ORGANISATION or TENDERBOOK_API_KEY.", described);
        }
    }

    private Result make(String firstSlug, boolean shown) {
        var known = organisations.first();
        var organisation = known.orElseGet(() -> organisations.create(firstSlug, firstSlug));
        String newKey = known.isEmpty() ? firstKey(organisation, shown) : null;
        if (stripeKey != null) {
            connectStripe(organisation, stripeKey);
        }
        return new Result(organisation, newKey);
    }

    /** Makes sure that a key opens the organisation. */
    void ensureKey(Organisation organisation, String key) {
        if (apiKeys.authenticate(new Credentials(key, organisation.slug())).isEmpty()) {
            add(organisation, key);
        }
    }

    /** The key if it was made up; one that was given is known to whoever gave it. */
    private @Nullable String firstKey(Organisation organisation, boolean shown) {
        if (apiKey != null) {
            add(organisation, apiKey);
            return null;
        }
        if (shown) {
            return apiKeys.create(organisation.id(), "first", Role.ADMIN);
        }
        LOG.warn("There is no API key yet: make one by the command api-key create");
        return null;
    }

    private void add(Organisation organisation, String key) {
        apiKeys.add(organisation.id(), "first", Role.ADMIN, key);
    }

    private void connectStripe(Organisation organisation, String key) {
        boolean livemode = key.contains("_live_");
        Optional<Connector> known = connectors.of(organisation.id()).stream()
                .filter(connector -> connector.name().equalsIgnoreCase(PROVIDER))
                .findFirst();
        if (known.isPresent() && (known.get().sandbox() || known.get().livemode() != livemode)) {
            connectors.retire(known.get());
            known = Optional.empty();
        }
        var connector =
                known.orElseGet(() -> connectors.create(organisation.id(), PROVIDER, PROVIDER, livemode, false));
        secrets.setApiKey(connector, key);
        if (webhookSecret != null && !secrets.webhookSecrets(connector).contains(webhookSecret)) {
            secrets.setWebhookSecret(connector, webhookSecret);
        }
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
