package io.tenderbook.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.EventSource;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.paymentmethod.Happenings;
import io.tenderbook.platform.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** GraphQL over Server-Sent Events: who gets it, and in which form. */
class EventStreamTest {
    private static final String STREAM = "text/event-stream";
    private static final String QUERY = "{ connectors { name } }";
    private static final String SUBSCRIPTION = "subscription { paymentMethodChanged { reason } }";
    private static final String MUTATION = "mutation { createCustomer(input: {name: \"Ada\"}) { customer { name } } }";

    /** What urql sends with everything. */
    private static final String ANYTHING = "application/graphql-response+json, application/graphql+json,"
            + " application/json, text/event-stream, multipart/mixed";

    private static TestServer server;
    private static Happenings ours;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        ours = Happenings.in(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void queriesAndMutationsGetOneResultAndThenComplete() {
        try (var events = EventSource.open(post(QUERY, STREAM))) {
            assertEquals("text/event-stream; charset=utf-8", contentType(events));
            assertEquals(
                    "no",
                    events.response().headers().firstValue("X-Accel-Buffering").orElse(""));
            assertEquals("stripe", events.nextField().at("/0/name").textValue());
            events.assertComplete();
        }
        try (var events = EventSource.open(post(MUTATION, STREAM))) {
            assertEquals("Ada", events.nextField().at("/customer/name").textValue());
            events.assertComplete();
        }
    }

    @Test
    void whatCannotBeExecutedIsToldInTheStreamForBrowsersHideTheStatus() {
        for (String document : new String[] {"{ nothing }", "{", SUBSCRIPTION.replace("reason", "nothing")}) {
            try (var events = EventSource.open(post(document, STREAM))) {
                assertEquals(200, events.response().statusCode());
                var error = events.next().at("/errors/0");
                assertEquals("BAD_REQUEST", error.at("/extensions/code").textValue(), document);
                assertEquals(
                        events.response().headers().firstValue("x-request-id").orElse(""),
                        error.at("/extensions/requestId").textValue());
                events.assertComplete();
            }
        }
    }

    @Test
    void aSubscriptionIsStreamedToWhomeverItCanBe() {
        for (String accept : new String[] {STREAM, ANYTHING, "*/*", "text/*;q=0.1, application/json"}) {
            try (var events = EventSource.open(post(SUBSCRIPTION, accept))) {
                assertEquals("text/event-stream; charset=utf-8", contentType(events), accept);
                ours.happen(accept);
                assertEquals(accept, events.nextField().path("reason").textValue());
            }
        }
    }

    @Test
    void aSubscriptionIsRefusedToWhoTakesNoStream() {
        for (String accept : new String[] {"application/json", "text/event-stream;q=0, */*"}) {
            var answer = server.send(post(SUBSCRIPTION, accept));
            assertEquals(406, answer.statusCode(), answer.body());
            assertEquals(
                    "BAD_REQUEST",
                    Json.parse(answer.body()).at("/errors/0/extensions/code").textValue());
        }
    }

    @Test
    void aQueryIsAnsweredInTheTypeThatIsLikedMost() {
        assertEquals("application/graphql-response+json; charset=utf-8", contentTypeFor(ANYTHING));
        assertEquals("application/json; charset=utf-8", contentTypeFor("*/*"));
        assertEquals("application/json; charset=utf-8", contentTypeFor("text/event-stream;q=0.5, application/json"));
        assertEquals("text/event-stream; charset=utf-8", contentTypeFor("text/event-stream, application/json;q=0.9"));
    }

    @Test
    void aBrowserMaySubscribeByGetButChangeNothingThatWay() {
        try (var events = EventSource.open(get(SUBSCRIPTION))) {
            ours.happen("by GET");
            assertEquals("by GET", events.nextField().path("reason").textValue());
        }
        assertEquals(405, server.send(get(MUTATION)).statusCode());
    }

    @Test
    void refusalsOfTheRequestItselfSayWhatTheyAreByTheirStatus() {
        var malformed = server.as(Role.WRITER, "/graphql")
                .header("Accept", STREAM)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{"));
        assertEquals(400, server.send(malformed).statusCode());
        var anonymous = server.request("/graphql")
                .header("Accept", STREAM)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(Map.of("query", SUBSCRIPTION))));
        assertEquals(401, server.send(anonymous).statusCode());
    }

    @Test
    void eventsAreNotHeldBackToCompressThem() {
        var request = post(SUBSCRIPTION, STREAM).header("Accept-Encoding", "gzip, deflate, br, zstd");
        try (var events = EventSource.open(request)) {
            ours.happen("at once");
            assertEquals("at once", events.nextField().path("reason").textValue());
        }
    }

    private static HttpRequest.Builder post(String document, String accept) {
        return server.as(Role.WRITER, "/graphql")
                .header("Accept", accept)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(Map.of("query", document))));
    }

    private static HttpRequest.Builder get(String document) {
        return server.as(Role.WRITER, "/graphql?query=" + URLEncoder.encode(document, StandardCharsets.UTF_8))
                .header("Accept", STREAM);
    }

    private static String contentTypeFor(String accept) {
        return server.send(post(QUERY, accept))
                .headers()
                .firstValue("Content-Type")
                .orElse("");
    }

    private static String contentType(EventSource events) {
        return events.response().headers().firstValue("Content-Type").orElse("");
    }
}
