package io.tenderbook;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a person sees who has just started the program. */
final class Banner {
    private Banner() {}

    /**
     * The text.
     *
     * @param explorer whether GraphiQL is on
     * @param apiKey the key to show; null if it was given, or is not known any more, since keys are stored as hashes
     * @param sandbox the sandbox's address; null if none runs
     */
    static String text(
            URI ours, boolean explorer, String organisation, @Nullable String apiKey, @Nullable URI sandbox) {
        var text = new StringBuilder("\n  Tenderbook is running.\n\n");
        line(
                text,
                explorer ? "GraphiQL" : "GraphQL",
                ours.resolve(explorer ? "/graphiql" : "/graphql").toString());
        line(text, "Organisation", organisation);
        line(text, "API key", apiKey == null ? "(as given, or as shown when it was made)" : apiKey);
        line(
                text,
                "Stripe",
                sandbox == null
                        ? "deliveries are expected at " + ours.resolve("/webhooks/stripe")
                        : "the sandbox at " + sandbox + ", accounts sk_test_sandbox and sk_test_sandbox_b");
        if (apiKey != null) {
            text.append("\n  Try it:\n\n")
                    .append(curl(ours, organisation, apiKey))
                    .append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ")
                .append(name)
                .append(" ".repeat(15 - name.length()))
                .append(value)
                .append('\n');
    }

    private static String curl(URI ours, String organisation, String apiKey) {
        return "curl -s " + ours.resolve("/graphql") + " -H 'content-type: application/json' -H 'x-api-key: " + apiKey
                + "' -H 'organisation: " + organisation + "' -d '{\"query\":\"{ customers(first: 3) { nodes { id name"
                + " paymentMethods { nodes { type brand last4 status isDefault } } } } }\"}'\n";
    }
}
