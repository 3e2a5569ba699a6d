package io.tenderbook.cli;

import io.tenderbook.administration.CreateConnector;
import io.tenderbook.administration.RegisterWebhook;
import io.tenderbook.administration.RotateWebhookSecret;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.StartRefused;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import io.tenderbook.webhook.WebhookInbox;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Administers the accounts at payment providers. */
@Command(
        name = "connector",
        header = "Add and list connectors, and set up their webhooks.",
        synopsisHeading = "%nUsage: ",
        synopsisSubcommandLabel = "(add | list | rotate-secret | register-webhook)",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar tenderbook.jar connector add stripe --secret-key-file stripe-key.txt",
            "  java -jar tenderbook.jar connector register-webhook stripe --url https://pay.example.com",
            "  echo whsec_... | java -jar tenderbook.jar connector rotate-secret stripe --overlap 1h"
        },
        mixinStandardHelpOptions = true)
public final class ConnectorCommand {
    private static final String PROVIDER = "stripe";

    private final Supplier<Beans> program;

    /** @param program starts the program without its server */
    public ConnectorCommand(Supplier<Beans> program) {
        this.program = program;
    }

    @Command(name = "add", header = "Add a Stripe account.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "The connector's name in its organisation.") String name,
            @Option(
                            names = "--secret-key-file",
                            paramLabel = "FILE",
                            defaultValue = "-",
                            converter = SecretFile.class,
                            description = "Holds Stripe's secret key; without it, a line of standard input is read.")
                    String secretKey,
            @Option(
                            names = "--webhook-secret-file",
                            paramLabel = "FILE",
                            converter = SecretFile.class,
                            description = "Holds the signing secret of an endpoint that is there already.")
                    @Nullable
                    String webhookSecret,
            @Option(
                            names = "--account",
                            paramLabel = "ACCT",
                            description = "The connected account in whose name the key is used.")
                    @Nullable
                    String account,
            @Mixin Tenant tenant,
            @Mixin Output output) {
        try (Beans beans = program.get()) {
            var caller = Caller.operator(tenant.find(beans).id());
            var command = new CreateConnector.Command(name, PROVIDER, secretKey, webhookSecret, account, true, null);
            var made = Wish.granted(beans.get(CreateConnector.class).create(caller, command));
            output.object(shown(made));
            if (webhookSecret == null) {
                output.remark("Let Stripe deliver to it by: connector register-webhook " + name + " --url ADDRESS");
            }
            return 0;
        }
    }

    @Command(name = "list", header = "List the connectors of an organisation.", mixinStandardHelpOptions = true)
    int list(@Mixin Tenant tenant, @Mixin Output output) {
        try (Beans beans = program.get()) {
            var all = beans.get(Connectors.class).of(tenant.find(beans).id());
            output.table(all.stream().map(ConnectorCommand::shown).toList(), "There is no connector yet.");
            return 0;
        }
    }

    @Command(
            name = "rotate-secret",
            header = "Give the signing secret of a new endpoint; the one before it stays good for a while.",
            mixinStandardHelpOptions = true)
    int rotateSecret(
            @Parameters(paramLabel = "NAME", description = "The connector's name.") String name,
            @Option(
                            names = "--webhook-secret-file",
                            paramLabel = "FILE",
                            defaultValue = "-",
                            converter = SecretFile.class,
                            description = "Holds the secret; without it, a line of standard input is read.")
                    String webhookSecret,
            @Option(
                            names = "--overlap",
                            paramLabel = "TIME",
                            defaultValue = "24h",
                            converter = Span.class,
                            description = "How long the old one stays good, ${DEFAULT-VALUE} by default, 7d at most.")
                    Duration overlap,
            @Mixin Tenant tenant,
            @Mixin Output output) {
        try (Beans beans = program.get()) {
            var connector = find(beans, tenant, name);
            var command = new RotateWebhookSecret.Command(
                    connector.id().toString(), webhookSecret, (int) overlap.toSeconds(), null);
            var rotated = Wish.granted(
                    beans.get(RotateWebhookSecret.class).rotate(Caller.operator(connector.organisationId()), command));
            output.object(shown(rotated.connector()));
            if (rotated.oldSecretExpiresAt() != null) {
                output.remark("The old secret is good until " + rotated.oldSecretExpiresAt() + ".");
            }
            return 0;
        }
    }

    @Command(
            name = "register-webhook",
            header = "Make the endpoint at Stripe, for exactly the events that are handled, and keep its secret.",
            mixinStandardHelpOptions = true)
    int registerWebhook(
            @Parameters(paramLabel = "NAME", description = "The connector's name.") String name,
            @Option(
                            names = "--url",
                            required = true,
                            paramLabel = "ADDRESS",
                            description = "Where Stripe reaches us, such as https://pay.example.com.")
                    URI url,
            @Mixin Tenant tenant,
            @Mixin Output output) {
        try (Beans beans = program.get()) {
            var connector = find(beans, tenant, name);
            var types = new TreeSet<>(beans.get(WebhookInbox.class).handledTypes(connector.provider()));
            var command =
                    new RegisterWebhook.Command(connector.id().toString(), url.resolve(connector.webhookPath()), types);
            var made = Wish.granted(
                    beans.get(RegisterWebhook.class).register(Caller.operator(connector.organisationId()), command));
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("endpoint", made.id());
            shown.put("url", made.url());
            shown.put("events", new TreeSet<>(made.types()));
            output.object(shown);
            return 0;
        }
    }

    private static Connector find(Beans beans, Tenant tenant, String name) {
        var organisation = tenant.find(beans);
        return beans.get(Connectors.class).of(organisation.id()).stream()
                .filter(connector -> connector.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new StartRefused(
                        "Organisation " + organisation.slug() + " has no connector \"" + name + "\"."));
    }

    private static Map<String, Object> shown(Connector connector) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", connector.name());
        shown.put("mode", connector.sandbox() ? "sandbox" : connector.livemode() ? "live" : "test");
        shown.put("active", connector.active());
        shown.put("account", connector.account() == null ? "" : connector.account());
        shown.put("webhookPath", connector.webhookPath());
        return shown;
    }
}
