package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a Prometheus server finds. */
class MetricsTest {
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
    void countsEventsByWhatBecameOfThemAndBoundsTheirTypes() {
        var object =
                Json.parse("{\"id\": \"cus_metrics\", \"object\": \"customer\", \"email\": \"secret@example.com\"}");
        stripe.apply(StripeDeliveries.event("customer.created", Instant.now(), object));
        stripe.apply(StripeDeliveries.event("odd.made_up", Instant.now(), object));
        shows("tenderbook_webhook_received_total\\{.*connector=\"stripe\".*type=\"customer.created\".*} 1.0");
        shows("tenderbook_webhook_ended_total\\{.*status=\"applied\",type=\"customer.created\".*} 1.0");
        shows("tenderbook_webhook_ended_total\\{.*status=\"ignored\",type=\"other\".*} 1.0");
        assertFalse(scrape().contains("made_up"));
        assertFalse(scrape().contains("cus_metrics"));
        assertFalse(scrape().contains("secret@"));
    }

    @Test
    void tellsHowSoonTheRecordsFollowAnEvent() {
        var object = Json.parse("{\"id\": \"cus_lag\", \"object\": \"customer\"}");
        stripe.apply(StripeDeliveries.event("customer.created", Instant.now(), object));
        shows("tenderbook_webhook_lag_seconds_bucket\\{connector=\"stripe\",.*le=\"\\+Inf\"} [1-9].*");
    }

    @Test
    void countsMutationsByWhatCameOfThem() {
        String create = "mutation($name: String) { createCustomer(input: {name: $name}) { customer { id } } }";
        server.graphql(create, Map.of("name", "Ada"));
        server.graphql(create, Map.of("name", "4242424242424242"));
        shows("tenderbook_mutations_seconds_count\\{mutation=\"createCustomer\",outcome=\"done\".*} 1(\\.0)?");
        shows(
                "tenderbook_mutations_seconds_count\\{mutation=\"createCustomer\",outcome=\"sensitive_data\".*} 1(\\.0)?");
    }

    @Test
    void tellsLagBacklogAndCircuitOfEveryConnector() {
        for (String connector : new String[] {"stripe", "stripe-b"}) {
            String of = "\\{connector=\"" + connector + "\",.*";
            shows("tenderbook_sync_lag_seconds" + of + "} [0-9.]+");
            shows("tenderbook_sync_backlog" + of + "status=\"dead\".*} [0-9.]+");
            shows("tenderbook_sync_drift" + of + "state=\"found\".*} [0-9.]+");
            shows("tenderbook_sync_circuit" + of + "state=\"closed\".*} 1.0");
            shows("tenderbook_sync_circuit" + of + "state=\"open\".*} 0.0");
        }
    }

    @Test
    void whatIsNotForEverybodyStaysClosed() {
        for (String path : new String[] {"/env", "/beans", "/metrics", "/loggers", "/routes"}) {
            int status = server.send(server.request(path)).statusCode();
            assertTrue(status == 401 || status == 404, path + " answered " + status);
        }
        assertEquals(
                401,
                server.send(server.request("/graphql?query={connectors{id}}"
                                .replace("{", "%7B")
                                .replace("}", "%7D")))
                        .statusCode());
    }

    private static void shows(String line) {
        Awaitility.await(line)
                .atMost(Duration.ofSeconds(40))
                .until(() -> scrape().lines().anyMatch(found -> found.matches(line)));
    }

    private static String scrape() {
        var answer = server.send(server.request("/prometheus"));
        assertEquals(200, answer.statusCode());
        return answer.body();
    }
}
