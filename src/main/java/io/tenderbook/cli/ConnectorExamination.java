package io.tenderbook.cli;

import io.tenderbook.platform.SecretBox.WrongKeyException;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderEndpoints;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.WebhookEndpoint;
import io.tenderbook.webhook.WebhookInbox;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the doctor sees of one connector. */
final class ConnectorExamination {
    private final Beans beans;
    private final Connector connector;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    ConnectorExamination(Beans beans, Connector connector, Clock clock) {
        this.beans = beans;
        this.connector = connector;
        this.clock = clock;
    }

    List<Finding> findings() {
        try {
            var endpoints = beans.get(ProviderEndpoints.class).list(connector, ProviderCall.start());
            findings.add(Finding.good(subject("key"), "is accepted by the provider"));
            findings.add(clock(endpoints));
            findings.add(endpoint(endpoints.value()));
        } catch (WrongKeyException sealed) {
            findings.add(Finding.bad(subject("key"), String.valueOf(sealed.getMessage())));
        } catch (ProviderException failure) {
            findings.add(Finding.bad(
                    subject("key"),
                    failure.getMessage()
                            + " Where the key is at fault, give another by the mutation updateConnector."));
        }
        findings.add(secret());
        return findings;
    }

    /** An answer may be a second older than it says, and took a while. */
    private Finding clock(ProviderAnswer<?> answer) {
        var apart = Duration.between(answer.knownAsOf(), clock.instant()).abs();
        return DoctorCommand.clocks(subject("clock of the provider"), apart);
    }

    /** Of several endpoints that deliver here, such as one that was replaced, the best counts. */
    private Finding endpoint(List<WebhookEndpoint> endpoints) {
        String path = connector.webhookPath();
        var ours = endpoints.stream()
                .filter(endpoint -> path.equals(endpoint.url().getPath())
                        || ("/webhooks/" + connector.provider())
                                .equals(endpoint.url().getPath()))
                .toList();
        if (ours.isEmpty()) {
            return Finding.bad(
                    subject("webhook"),
                    "No endpoint at the provider delivers to " + path + ": make it by connector register-webhook "
                            + connector.name() + " --url https://YOUR-HOST");
        }
        var types = beans.get(WebhookInbox.class).handledTypes(connector.provider());
        var enabled = ours.stream().filter(WebhookEndpoint::enabled).toList();
        if (enabled.isEmpty()) {
            return Finding.bad(
                    subject("webhook"),
                    "The endpoint " + ours.getFirst().id() + " is disabled: enable it at the provider.");
        }
        var endpoint = enabled.stream()
                .min(Comparator.comparingInt(one -> one.missing(types).size()))
                .orElseThrow();
        var missing = endpoint.missing(types);
        return missing.isEmpty()
                ? Finding.good(subject("webhook"), endpoint.id() + " delivers to " + endpoint.url())
                : Finding.bad(
                        subject("webhook"),
                        "The endpoint " + endpoint.id() + " does not deliver " + String.join(", ", missing)
                                + ": add them at the provider.");
    }

    private Finding secret() {
        try {
            int secrets =
                    beans.get(ConnectorSecrets.class).webhookSecrets(connector).size();
            return switch (secrets) {
                case 0 ->
                    Finding.bad(
                            subject("webhook secret"),
                            "None is known, so that every delivery is refused: give it by connector rotate-secret "
                                    + connector.name());
                case 1 -> Finding.good(subject("webhook secret"), "is known");
                default -> Finding.good(subject("webhook secret"), "is known, and the one before it still good");
            };
        } catch (WrongKeyException sealed) {
            return Finding.bad(subject("webhook secret"), String.valueOf(sealed.getMessage()));
        }
    }

    private String subject(String of) {
        return connector.name() + ": " + of;
    }
}
