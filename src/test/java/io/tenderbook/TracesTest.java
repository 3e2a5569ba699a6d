package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.micronaut.context.ApplicationContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a collector of OpenTelemetry is sent. */
class TracesTest {
    private static final String CREATE =
            "mutation MakeCustomer($name: String) { createCustomer(input: {name: $name, connector: {name: \"stripe\"}})"
                    + " { customer { id } userErrors { message } } }";

    private static TraceCollector collector;
    private static Sandbox sandbox;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        collector = new TraceCollector();
        sandbox = Sandbox.start(new SandboxConfiguration(0, null, Clock.systemUTC()));
        server = TestServer.withStripeAt(sandbox.address(), collector.settings());
    }

    @AfterAll
    static void stop() {
        server.close();
        sandbox.close();
        collector.close();
    }

    @Test
    void oneTraceLeadsFromTheRequestThroughTheOperationAndItsFetcherToTheStatementsAndStripe() {
        server.graphql(CREATE, Map.of("name", "Grace"));
        Span operation = told("mutation MakeCustomer");
        Span request = told("POST /graphql", operation.getTraceId());
        Span fetcher = told("createCustomer", operation.getTraceId());
        Span call = told("stripe create_customer", operation.getTraceId());
        assertEquals(request.getSpanId(), operation.getParentSpanId());
        assertEquals(operation.getSpanId(), fetcher.getParentSpanId());
        assertEquals(fetcher.getSpanId(), call.getParentSpanId());
        assertEquals(Span.SpanKind.SPAN_KIND_CLIENT, call.getKind());
        assertEquals("stripe", attribute(call, "tenderbook.connector"));
        assertEquals(server.organisation().id().toString(), attribute(request, "tenderbook.organisation.id"));
        Awaitility.await("its statements")
                .until(() -> of(request.getTraceId()).stream()
                        .anyMatch(span -> span.getName().startsWith("INSERT")
                                && span.getParentSpanId().equals(fetcher.getSpanId())));
    }

    @Test
    void aCallersOwnTraceIsGoneOnWith() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        var sent = server.as(Role.READER, "/graphql")
                .header("content-type", "application/json")
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .header("x-request-id", "a-page-view")
                .POST(BodyPublishers.ofString("{\"query\": \"query Continued { connectors { id } }\"}"));
        assertEquals(200, server.send(sent).statusCode());
        assertEquals(trace, hex(told("query Continued").getTraceId()));
        Awaitility.await("the request's span")
                .until(() -> collector.spans().stream()
                        .anyMatch(
                                span -> attribute(span, "tenderbook.request.id").equals("a-page-view")
                                        && hex(span.getParentSpanId()).equals("b7ad6b7169203331")));
    }

    @Test
    void anEventIsATraceOfItsOwnWithItsIdAndItsStatements() {
        var stripe = new StripeDeliveries(server, server.connector("stripe"));
        var event = StripeDeliveries.event(
                "customer.created", Instant.now(), Json.parse("{\"id\": \"cus_traced\", \"object\": \"customer\"}"));
        stripe.apply(event);
        Span applied = told("apply customer.created");
        assertTrue(applied.getParentSpanId().isEmpty());
        assertEquals(event.path("id").textValue(), attribute(applied, "tenderbook.event.id"));
        Awaitility.await("its statements")
                .until(() -> of(applied.getTraceId()).stream()
                        .anyMatch(span -> span.getName().startsWith("INSERT")));
        told("POST /webhooks/stripe/{connectorId}");
    }

    @Test
    void nothingThatSomebodyWroteIsTold() {
        server.graphql(
                "mutation { createCustomer(input: {name: \"Written Name\", email: \"written@example.com\"})"
                        + " { customer { id } } }",
                Map.of());
        server.send(server.as(Role.READER, "/graphql")
                .header("content-type", "application/json")
                .header("user-agent", "written-agent")
                .POST(BodyPublishers.ofString("{\"query\": \"query Wrong { writtenField }\"}")));
        server.send(server.request("/written-path?written-query"));
        server.send(server.request("/written-path").method("WRITTEN", BodyPublishers.noBody()));
        server.send(server.request("/written-path")
                .header("traceparent", "00-5bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .header("tracestate", "vendor=written"));
        told("mutation");
        told("HTTP");
        Awaitility.await("the trace with a state")
                .until(() -> !of(ByteString.fromHex("5bf92f3577b34da6a3ce929d0e0e4736"))
                        .isEmpty());
        Awaitility.await("the failure")
                .until(() -> collector.spans().stream().anyMatch(span -> span.getEventsCount() > 0));
        Awaitility.await("the path that leads nowhere")
                .until(() -> collector.spans().stream()
                        .anyMatch(span ->
                                attribute(span, "http.response.status_code").equals("404")));
        var telling = collector.spans().stream()
                .map(Span::toString)
                .filter(TracesTest::tells)
                .toList();
        assertEquals(List.of(), telling);
    }

    private static boolean tells(String span) {
        return List.of("ritten", server.key(Role.ADMIN), "sk_test", "exception.message", "exception.stacktrace")
                .stream()
                .anyMatch(span::contains);
    }

    @Test
    void healthAndTheStatementsOfNoTraceAreLeftOut() {
        server.send(server.request("/health/readiness"));
        server.send(server.request("/prometheus"));
        server.graphql("query Later { connectors { id } }", Map.of());
        told("query Later");
        assertTrue(collector.spans().stream()
                .noneMatch(span ->
                        span.getName().contains("health") || span.getName().contains("prometheus")));
        assertTrue(collector.spans().stream()
                .filter(span -> span.getAttributesList().stream()
                        .anyMatch(each -> each.getKey().startsWith("db.")))
                .noneMatch(span -> span.getParentSpanId().isEmpty()));
    }

    @Test
    void aCollectorThatIsAwayChangesNoAnswer() {
        try (var alone = TestServer.start(Map.of("otel.exporter.otlp.endpoint", "http://localhost:1"))) {
            assertFalse(alone.graphql("{ connectors { id } }", Map.of()).has("errors"));
        }
    }

    @Test
    void withoutACollectorNothingIsMade() {
        try (var quiet = TestServer.start(Map.of("otel.exporter.otlp.endpoint", ""))) {
            assertTrue(quiet.bean(ApplicationContext.class)
                    .findBean(OpenTelemetry.class)
                    .isEmpty());
        }
    }

    /** The first span of that name that arrives. */
    private static Span told(String name) {
        return told(name, span -> true);
    }

    private static Span told(String name, ByteString trace) {
        return told(name, span -> span.getTraceId().equals(trace));
    }

    private static Span told(String name, Predicate<Span> which) {
        return Awaitility.await(name)
                .until(
                        () -> collector.spans().stream()
                                .filter(span -> span.getName().equals(name) && which.test(span))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static List<Span> of(ByteString trace) {
        return collector.spans().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .toList();
    }

    private static String attribute(Span span, String name) {
        return span.getAttributesList().stream()
                .filter(each -> each.getKey().equals(name))
                .map(KeyValue::getValue)
                .map(value -> value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue())
                .findFirst()
                .orElse("");
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
