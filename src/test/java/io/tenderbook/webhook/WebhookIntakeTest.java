package io.tenderbook.webhook;

import static io.tenderbook.StripeDeliveries.SECRET;
import static io.tenderbook.StripeDeliveries.fixture;
import static io.tenderbook.StripeDeliveries.signature;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.ConnectorSecrets;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken in at the webhook, and what is not. */
class WebhookIntakeTest {
    private static TestServer server;
    private static StripeDeliveries stripe;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
        stripe = new StripeDeliveries(server, server.connector("stripe"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void acknowledgesAnEventThatIsStored() {
        var event = fixture("sync-engine__setup_intent_created.json");
        assertEquals(200, stripe.deliver(event));
        assertEquals("IGNORED", stripe.status(event.path("id").textValue()));
    }

    @Test
    void keepsTheRawBytesAsTheyCame() {
        String body = "{ \"id\" : \"evt_raw\",\n\"object\":\"event\",\t\"type\":\"x.y\", \"created\":1,"
                + "\"note\":\"zo\\u00eb ë\",\"data\":{\"object\":{}} }";
        assertEquals(
                200,
                stripe.send(stripe.path(), signature(SECRET, Instant.now(), body), body)
                        .statusCode());
        String kept = server.bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT payload FROM webhook_event WHERE event_id = 'evt_raw'")
                        .mapTo(String.class)
                        .one());
        assertEquals(body, kept);
    }

    @Test
    void storesAnEventOnceHoweverOftenItIsDelivered() {
        var event = fixture("sync-engine__setup_intent_created.json");
        for (int i = 0; i < 5; i++) {
            assertEquals(200, stripe.deliver(event));
        }
        assertEquals(1, count(event.path("id").textValue()));
    }

    @Test
    void tellsIdsApartThatDifferInCaseAlone() {
        var lower = fixture("sync-engine__setup_intent_created.json").put("id", "evt_1aBc");
        var upper = fixture("sync-engine__setup_intent_created.json").put("id", "evt_1AbC");
        stripe.deliver(lower);
        stripe.deliver(upper);
        assertEquals(1, count("evt_1aBc"));
        assertEquals(1, count("evt_1AbC"));
    }

    @Test
    void acceptsEitherOfTwoLiveSecrets() {
        var other = server.connect("rotating", "sk_test_rotating");
        var rotating = new StripeDeliveries(server, other);
        server.bean(ConnectorSecrets.class).addWebhookSecret(other, "whsec_next");
        for (String secret : List.of(SECRET, "whsec_next")) {
            String body = fixture("sync-engine__setup_intent_created.json").toString();
            assertEquals(
                    200,
                    rotating.send(rotating.path(), signature(secret, Instant.now(), body), body)
                            .statusCode());
        }
    }

    @Test
    void refusesASignatureMoreThanFiveMinutesOldOrAhead() {
        String body = fixture("sync-engine__setup_intent_created.json").toString();
        for (Duration offset : List.of(Duration.ofSeconds(-310), Duration.ofSeconds(310))) {
            var at = Instant.now().plus(offset);
            assertEquals(
                    400,
                    stripe.send(stripe.path(), signature(SECRET, at, body), body)
                            .statusCode(),
                    "at " + offset);
        }
    }

    @Test
    void acceptsASignatureWithinFiveMinutesEitherSide() {
        String body = fixture("sync-engine__setup_intent_created.json").toString();
        for (Duration offset : List.of(Duration.ofSeconds(-280), Duration.ofSeconds(280))) {
            var at = Instant.now().plus(offset);
            assertEquals(
                    200,
                    stripe.send(stripe.path(), signature(SECRET, at, body), body)
                            .statusCode(),
                    "at " + offset);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "=,=,t",
                "t=abc,v1=00",
                "t=,v1=",
                "t=1",
                "v1=00",
                ",,,,",
                "t=99999999999999999999,v1=00",
                "t=-1,v1=00",
                "v0=00,t=1"
            })
    void refusesAMalformedSignatureHeader(String header) {
        String body = fixture("sync-engine__setup_intent_created.json").toString();
        assertEquals(400, stripe.send(stripe.path(), header, body).statusCode());
    }

    @Test
    void refusesAMissingSignatureHeader() {
        var answer = server.send(server.request(stripe.path()).POST(BodyPublishers.ofString("{}")));
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("Stripe-Signature"), answer.body());
    }

    @Test
    void refusesABodyThatWasChangedAfterSigning() {
        String body = fixture("sync-engine__setup_intent_created.json").toString();
        var header = signature(SECRET, Instant.now(), body);
        assertEquals(400, stripe.send(stripe.path(), header, body + " ").statusCode());
    }

    @Test
    void refusesTheSecretOfAnotherConnector() {
        var other = server.connect("foreign", "sk_test_foreign");
        server.bean(ConnectorSecrets.class).setWebhookSecret(other, "whsec_foreign");
        String body = fixture("sync-engine__setup_intent_created.json").toString();
        assertEquals(
                400,
                stripe.send("/webhooks/stripe/" + other.id(), signature(SECRET, Instant.now(), body), body)
                        .statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"event\"",
                "{\"object\":\"event\"}",
                "{\"object\":\"v2.core.event\",\"id\":\"evt_1\",\"type\":\"v1.billing\",\"created\":\"2024\"}",
                "{\"object\":\"event\",\"id\":\"\",\"type\":\"a.b\",\"created\":1,\"data\":{\"object\":{}}}",
                "{\"object\":\"event\",\"id\":\"evt_1\",\"type\":\"a.b\",\"created\":1e99,\"data\":{\"object\":{}}}",
                "{\"object\":\"event\",\"id\":\"evt_1\",\"type\":\"a.b\",\"created\":1,\"data\":{\"object\":\"x\"}}",
                "{\"object\":\"event\",\"id\":7,\"type\":\"a.b\",\"created\":1,\"data\":{\"object\":{}}}"
            })
    void refusesABodyThatIsNoStripeEvent(String body) {
        assertEquals(
                400,
                stripe.send(stripe.path(), signature(SECRET, Instant.now(), body), body)
                        .statusCode());
    }

    @Test
    void refusesABodyOfMoreThanAMebibyte() {
        String body = "{\"x\":\"" + "y".repeat(1024 * 1024) + "\"}";
        assertEquals(
                413,
                stripe.send(stripe.path(), signature(SECRET, Instant.now(), body), body)
                        .statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/octet-stream", "x/y"})
    void verifiesTheRawBytesWhateverTheirContentTypeIsCalled(String contentType) {
        String body = fixture("sync-engine__setup_intent_created.json").toString();
        var answer = server.send(server.request(stripe.path())
                .header("Stripe-Signature", signature(SECRET, Instant.now(), body))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
        assertEquals(200, answer.statusCode(), answer.body());
    }

    @Test
    void doesNotKnowAnotherConnector() {
        for (String id : List.of(Ids.next().toString(), "nonsense")) {
            assertEquals(
                    404,
                    stripe.send("/webhooks/stripe/" + id, "t=1,v1=00", "{}").statusCode());
        }
    }

    @Test
    void takesDeliveriesWithoutAnIdForTheConnectorNamedStripe() {
        var event = fixture("sync-engine__setup_intent_created.json");
        String body = event.toString();
        assertEquals(
                200,
                stripe.send("/webhooks/stripe", signature(SECRET, Instant.now(), body), body)
                        .statusCode());
        assertEquals("IGNORED", stripe.status(event.path("id").textValue()));
    }

    @Test
    void keepsALiveEventAtATestConnectorWithoutEffect() {
        var event = fixture("sync-engine__payment_method_attached.json").put("livemode", true);
        assertEquals("REJECTED", stripe.apply(event));
    }

    @Test
    void aConnectorThatNamesItsAccountTakesThatAccountsEventsAlone() {
        var named = server.connect("of-an-account", "sk_test_of_an_account");
        server.bean(Jdbi.class)
                .useHandle(
                        handle -> handle.execute("UPDATE connector SET account = 'acct_1' WHERE id = ?", named.id()));
        var deliveries = new StripeDeliveries(server, named);
        var event = fixture("sync-engine__payment_method_attached.json");

        assertEquals("APPLIED", deliveries.apply(StripeDeliveries.fresh(event.put("account", "acct_1"))));
        assertEquals("REJECTED", deliveries.apply(StripeDeliveries.fresh(event.put("account", "acct_2"))));
        assertEquals("REJECTED", stripe.apply(StripeDeliveries.fresh(event)), "this one names no account");
    }

    private static int count(String eventId) {
        return server.bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT COUNT(*) FROM webhook_event WHERE event_id = ?", eventId)
                        .mapTo(int.class)
                        .one());
    }
}
