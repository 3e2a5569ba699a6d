package io.tenderbook.administration;

import io.tenderbook.administration.Outcome.Done;
import io.tenderbook.administration.Outcome.Rejected;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderEndpoints;
import io.tenderbook.provider.ProviderEndpoints.Made;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.WebhookEndpoint;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Makes the endpoint at the provider that delivers a connector's events here, and keeps its secret. */
@Singleton
public final class RegisterWebhook {
    /** For deliveries that are still signed for the endpoint before it. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final List<ProviderEndpoints> providers;
    private final KnownConnectors known;
    private final ConnectorSecrets secrets;

    RegisterWebhook(List<ProviderEndpoints> providers, KnownConnectors known, ConnectorSecrets secrets) {
        this.providers = List.copyOf(providers);
        this.known = known;
        this.secrets = secrets;
    }

    /**
     * Which connector, by our id, where its provider reaches us, and what it is to deliver.
     *
     * @param url whole, with the connector's webhook path
     */
    public record Command(String connectorId, URI url, Set<String> types) {}

    public Outcome<WebhookEndpoint> register(Caller caller, Command command) {
        try {
            return new Done<>(carryOut(known.connector(caller, command.connectorId()), command));
        } catch (UserErrorException expected) {
            return new Rejected<>(expected.error());
        } catch (ProviderException failure) {
            return new Rejected<>(UserError.of(UserErrorCode.PROVIDER_REJECTED, String.valueOf(failure.getMessage())));
        }
    }

    private WebhookEndpoint carryOut(Connector connector, Command command) {
        var provider = of(connector);
        var call = ProviderCall.start();
        provider.list(connector, call).value().stream()
                .filter(endpoint -> endpoint.url().equals(command.url()))
                .findFirst()
                .ifPresent(there -> {
                    throw Wanted.failure(
                            UserErrorCode.ALREADY_EXISTS,
                            "The provider has an endpoint for that address, " + there.id() + ", and shows its secret to"
                                    + " nobody twice. Give that secret by rotate-secret, or delete the endpoint there first.",
                            "url");
                });
        Made made = provider.create(connector, command.url(), command.types(), call.next())
                .value();
        try {
            secrets.rotateWebhookSecret(connector, made.secret(), OVERLAP);
        } catch (RuntimeException unkept) {
            // Nobody is shown the secret again: the endpoint would never verify, and stand in the way of the next one.
            remove(provider, connector, made.endpoint(), unkept);
            throw unkept;
        }
        return made.endpoint();
    }

    private static void remove(
            ProviderEndpoints provider, Connector connector, WebhookEndpoint endpoint, RuntimeException because) {
        try {
            provider.delete(connector, endpoint.id(), ProviderCall.start());
        } catch (ProviderException left) {
            because.addSuppressed(left);
        }
    }

    private ProviderEndpoints of(Connector connector) {
        return providers.stream()
                .filter(candidate -> candidate.provider().equals(connector.provider()))
                .findFirst()
                .orElseThrow();
    }
}
