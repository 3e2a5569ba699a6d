package io.tenderbook.demo;

import io.micronaut.context.annotation.Property;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Organisation;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.Connectors;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connects the first organisation to two accounts of the sandbox, and gives it customers at its first start. */
@Singleton
public final class DemoCompany {
    /** The keys that tell the sandbox's accounts apart. */
    private static final String FIRST_KEY = "sk_test_sandbox";

    private static final String SECOND_KEY = "sk_test_sandbox_b";

    private static final UUID NOBODY = new UUID(0, 0);

    private final Connectors connectors;
    private final ConnectorSecrets secrets;
    private final DemoCustomers customers;
    private final @Nullable String webhookSecret;

    DemoCompany(
            Connectors connectors,
            ConnectorSecrets secrets,
            DemoCustomers customers,
            @Property(name = "stripe.webhook-secret") @Nullable String webhookSecret) {
        this.connectors = connectors;
        this.secrets = secrets;
        this.customers = customers;
        this.webhookSecret = webhookSecret == null || webhookSecret.isBlank() ? null : webhookSecret;
    }

    /**
     * Opens for business; at later starts only the deliveries are pointed to where we listen now.
     *
     * @param sandbox the sandbox's address
     * @param ours our own address, to which the sandbox delivers
     */
    public void open(Organisation organisation, URI sandbox, URI ours) {
        boolean first = connectors.of(organisation.id()).isEmpty();
        connect(organisation, "stripe", FIRST_KEY, sandbox, ours);
        connect(organisation, "stripe-b", SECOND_KEY, sandbox, ours);
        if (first) {
            try (var one = new SandboxApi(sandbox, FIRST_KEY);
                    var two = new SandboxApi(sandbox, SECOND_KEY)) {
                customers.make(Caller.withKey(organisation.id(), NOBODY, Role.ADMIN), one, two);
            }
        }
    }

    private void connect(Organisation organisation, String name, String key, URI sandbox, URI ours) {
        try (var api = new SandboxApi(sandbox, key)) {
            receive(connector(organisation, name, key), api, ours);
        }
    }

    private Connector connector(Organisation organisation, String name, String key) {
        return connectors.of(organisation.id()).stream()
                .filter(connector -> connector.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    var made = connectors.create(organisation.id(), name, "stripe", false, true);
                    secrets.setApiKey(made, key);
                    return made;
                });
    }

    /** The endpoint is known by its path; its port may be another at every start. */
    private void receive(Connector connector, SandboxApi api, URI ours) {
        String path = "/webhooks/stripe/" + connector.id();
        String url = ours.resolve(path).toString();
        boolean known = false;
        for (var endpoint : api.get("/v1/webhook_endpoints?limit=100").path("data")) {
            if (endpoint.path("url").asText().endsWith(path)) {
                api.post("/v1/webhook_endpoints/" + endpoint.path("id").asText(), Map.of("url", url));
                known = true;
            }
        }
        String given = connector.name().equals("stripe") ? webhookSecret : null;
        if (!known) {
            String secret =
                    given != null ? given : "whsec_" + Ids.next().toString().replace("-", "");
            secrets.setWebhookSecret(connector, secret);
            api.post("/v1/webhook_endpoints", Map.of("url", url, "enabled_events[]", "*", "secret", secret));
        } else if (given != null && !secrets.webhookSecrets(connector).contains(given)) {
            secrets.addWebhookSecret(connector, given);
        }
    }
}
