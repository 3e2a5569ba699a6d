package io.tenderbook;

import io.micronaut.context.env.Environment;
import io.tenderbook.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the program is configured with while the sandbox stands in for Stripe. */
final class DemoSettings {
    static final String ORGANISATION = "demo";
    static final String API_KEY = "tenderbook.demo.api-key";

    private DemoSettings() {}

    /** @param ground the settings so far, the data directory among them */
    static Map<String, Object> of(Environment environment, Sandbox sandbox, Map<String, Object> ground) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("stripe.sandbox-base", sandbox.address().toString());
        settings.put(
                "tenderbook.demo.organisation",
                text(environment, "tenderbook.organisation").orElse(ORGANISATION));
        settings.put(
                API_KEY,
                text(environment, "tenderbook.api-key")
                        .orElseGet(() ->
                                DataDirectory.demoApiKey(Path.of(String.valueOf(ground.get("tenderbook.data-dir"))))));
        return settings;
    }

    private static Optional<String> text(Environment environment, String property) {
        return environment.getProperty(property, String.class).filter(value -> !value.isBlank());
    }
}
