package io.tenderbook.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.StripeException;
import com.stripe.model.WebhookEndpoint;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.service.WebhookEndpointService;
import io.tenderbook.platform.Json;
import io.tenderbook.sandbox.TestSandbox.Response;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private static final String ENDPOINTS = "/v1/webhook_endpoints";

    private final TestSandbox sandbox = TestSandbox.inMemory();
    private final Receiver receiver = new Receiver();

    DeliveryTest() throws IOException {}

    @AfterEach
    void stop() {
        sandbox.close();
        receiver.close();
    }

    @Test
    void anEndpointHearsSignedOfWhatItWants() {
        sandbox.post(ENDPOINTS, receiver.wanting("customer.created"));

        sandbox.attached(
                "pm_card_visa", sandbox.post("/v1/customers", "name=Zo%C3%AB").id());
        sandbox.customer();

        await().until(() -> receiver.events.size() == 2);
        assertEquals(Set.of("customer.created"), Set.copyOf(receiver.types()));
        assertTrue(receiver.userAgents.getFirst().startsWith("Stripe/1.0 ("), receiver.userAgents.getFirst());
        assertTrue(receiver.bodies.stream().anyMatch(body -> body.contains("Zoë")));
    }

    @Test
    void anEndpointOfEverythingHearsEverything() {
        sandbox.post(ENDPOINTS, receiver.wanting("*"));

        String card = sandbox.attached("pm_card_visa", sandbox.customer());
        sandbox.post("/v1/payment_methods/" + card + "/detach");

        await().untilAsserted(() -> assertEquals(
                Set.of("customer.created", "payment_method.attached", "payment_method.detached"),
                Set.copyOf(receiver.types())));
    }

    @Test
    void anotherAccountsEventsAreNotHeard() {
        sandbox.post(ENDPOINTS, receiver.wanting("*"));

        sandbox.send(sandbox.form("/v1/customers", "name=Eve").setHeader("Authorization", "Bearer sk_test_sandbox_b"));
        sandbox.customer();

        await().until(() -> !receiver.events.isEmpty());
        assertTrue(receiver.bodies.stream().noneMatch(body -> body.contains("Eve")));
    }

    @Test
    void aFailedDeliveryIsTriedAgain() {
        sandbox.post(ENDPOINTS, receiver.wanting("*"));
        receiver.status.set(500);
        sandbox.customer();
        String event = sandbox.lastEvent().get("id").asText();
        await().until(() -> receiver.events.size() == 1);
        assertEquals(
                1,
                sandbox.get("/v1/events/" + event)
                        .body()
                        .get("pending_webhooks")
                        .asInt());

        receiver.status.set(204);

        await().until(() -> sandbox.get("/v1/events/" + event)
                        .body()
                        .get("pending_webhooks")
                        .asInt()
                == 0);
        assertEquals(2, receiver.events.size());
        assertEquals(receiver.events.get(0).getId(), receiver.events.get(1).getId());
    }

    @Test
    void aDeliveryThatDidNotArriveIsMadeByTheNextStart(@TempDir Path directory) {
        try (TestSandbox before = TestSandbox.in(directory)) {
            before.post(ENDPOINTS, receiver.wanting("*"));
            receiver.status.set(503);
            before.customer();
            await().until(() -> !receiver.events.isEmpty());
        }
        receiver.status.set(200);

        try (TestSandbox after = TestSandbox.in(directory)) {
            await().until(() -> after.lastEvent().get("pending_webhooks").asInt() == 0);
        }
        assertTrue(receiver.events.size() > 1);
    }

    @Test
    void theSecretIsToldOnceOnly() throws StripeException {
        WebhookEndpointService endpoints = sandbox.client().v1().webhookEndpoints();

        WebhookEndpoint made = endpoints.create(WebhookEndpointCreateParams.builder()
                .setUrl("http://127.0.0.1:9/hook")
                .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.CUSTOMER__CREATED)
                .build());

        assertTrue(made.getSecret().matches("whsec_[A-Za-z0-9]{32}"), made.getSecret());
        assertEquals(null, endpoints.retrieve(made.getId()).getSecret());
        assertEquals(1, endpoints.list().getData().size());
        assertTrue(endpoints.delete(made.getId()).getDeleted());
        assertEquals(0, endpoints.list().getData().size());
    }

    @Test
    void aDisabledEndpointHearsNothing() {
        String id = sandbox.post(ENDPOINTS, receiver.wanting("*")).id();
        sandbox.customer();
        await().until(() -> receiver.events.size() == 1);

        sandbox.post(ENDPOINTS + "/" + id, "disabled=true");
        sandbox.customer();

        assertEquals(0, sandbox.lastEvent().get("pending_webhooks").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/hook",
                "http://127.0.0.1@example.com/",
                "http://10.0.0.1/",
                "http://localhost.example.com/",
                "file:///etc/passwd",
                "not%20a%20url",
                "ftp://127.0.0.1/"
            })
    void anEndpointElsewhereIsRefused(String url) {
        Response refused = sandbox.post(ENDPOINTS, "url=" + url, "enabled_events[]=*");

        assertEquals(400, refused.status());
        assertEquals("url", refused.text("/error/param"));
        assertFalse(Json.write(sandbox.get(ENDPOINTS).body()).contains("we_1"));
    }

    @Test
    void anEndpointOnAHostThatWasNamedIsTaken() {
        var configuration = new SandboxConfiguration(Sandbox.loopback(), 0, Set.of("proxy"), null, Clock.systemUTC());
        try (var open = new TestSandbox(Sandbox.start(configuration), HttpClient.newHttpClient())) {
            assertEquals(
                    200,
                    open.post(ENDPOINTS, "url=http://proxy:8080/hook", "enabled_events[]=*")
                            .status());
            Response refused = open.post(ENDPOINTS, "url=http://other:8080/hook", "enabled_events[]=*");
            assertTrue(refused.error().endsWith("127.0.0.1, [::1], localhost, proxy."), refused.error());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/webhooks/stripe", "https://localhost/", "http://[::1]:8080/"})
    void anEndpointOnThisMachineIsTaken(String url) {
        assertEquals(
                200,
                sandbox.post(ENDPOINTS, "url=" + url, "enabled_events[]=customer.created")
                        .status());
    }
}
