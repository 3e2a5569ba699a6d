package io.tenderbook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on a database of its own, with a sandbox that runs elsewhere in the place of Stripe, as in containers. */
class DemoCommandTest {
    private static final String API_KEY = "an-admin-key-of-ours";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Sandbox sandbox = Sandbox.start(new SandboxConfiguration(0, null, Clock.systemUTC()));
    private final Map<String, String> environment = environment();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theDemoIsShownAndFollowed() throws Exception {
        try (var server = Program.start(directory, environment)) {
            URI ours = awaitAddress(server);
            try (var demo = demo(ours)) {
                assertEquals(0, demo.exitCode(), () -> demo.err() + demo.out());
            }
            var first = graphql(ours, """
                    { customers(first: 1) { totalCount }
                      paymentMethods(first: 1, filter: {type: TWINT}) { nodes { stripeId } } }""");
            assertEquals(12, first.at("/customers/totalCount").intValue());
            String stripeId = first.at("/paymentMethods/nodes/0/stripeId").textValue();

            var detached = HTTP.send(
                    HttpRequest.newBuilder(sandbox.address().resolve("/v1/payment_methods/" + stripeId + "/detach"))
                            .header("Authorization", "Bearer sk_test_sandbox")
                            .POST(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(200, detached.statusCode(), detached.body());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> graphql(ours, """
                            { paymentMethods(filter: {stripeId: "%s", includeDetached: true}) { nodes { status } } }""".formatted(stripeId))
                            .at("/paymentMethods/nodes/0/status")
                            .asText()
                            .equals("DETACHED"));

            try (var again = demo(ours)) {
                assertEquals(0, again.exitCode(), () -> again.err() + again.out());
            }
            assertEquals(
                    12,
                    graphql(ours, "{ customers { totalCount } }")
                            .at("/customers/totalCount")
                            .intValue());
        }
    }

    @Test
    void aConnectorOfARealAccountIsLeftAlone() throws Exception {
        environment.put("STRIPE_SECRET_KEY", "sk_test_of_a_real_account");
        try (var demo = demo(URI.create("http://localhost:1"))) {
            assertEquals(1, demo.exitCode());
            assertTrue(demo.err().contains("has a connector that is no sandbox's"), demo.err());
        }
    }

    private Program demo(URI ours) {
        return Program.start(
                directory,
                environment,
                "sandbox",
                "demo",
                "--sandbox",
                sandbox.address().toString(),
                "--deliver-to",
                ours.toString());
    }

    private Map<String, String> environment() {
        var database = TestDatabase.fresh();
        return new HashMap<>(Map.of(
                "DATASOURCES_DEFAULT_URL", "" + database.get("datasources.default.url"),
                "DATASOURCES_DEFAULT_USERNAME", "" + database.get("datasources.default.username"),
                "DATASOURCES_DEFAULT_PASSWORD", "" + database.get("datasources.default.password"),
                "TENDERBOOK_ENCRYPTION_KEY", "A".repeat(43) + "=",
                "TENDERBOOK_API_KEY", API_KEY,
                "STRIPE_API_BASE", sandbox.address().toString(),
                "MICRONAUT_SERVER_PORT", "-1"));
    }

    private static URI awaitAddress(Program program) {
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            assertTrue(program.isAlive(), () -> program.err() + program.out());
            return program.out().contains("Tenderbook is running");
        });
        var address = Pattern.compile("GraphiQL +(\\S+)/graphiql").matcher(program.out());
        assertTrue(address.find(), program.out());
        return URI.create(address.group(1));
    }

    private static JsonNode graphql(URI ours, String query) throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(ours.resolve("/graphql"))
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer " + API_KEY)
                        .POST(BodyPublishers.ofString(Json.write(Map.of("query", query))))
                        .build(),
                BodyHandlers.ofString());
        return Json.parse(answer.body()).path("data");
    }
}
