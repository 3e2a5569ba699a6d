package io.tenderbook.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class AnswerHeadersTest {
    private static final String ROUTES = "test.routes";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(ROUTES, true));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aSaneRequestIdIsKeptAndAnyOtherReplaced() {
        assertEquals("order-7.retry_2", idFor("order-7.retry_2"));
        assertNotEquals("a b", idFor("a b"));
        assertNotEquals("x".repeat(65), idFor("x".repeat(65)));
        assertNotEquals("4242424242424242", idFor("4242424242424242"));
        assertFalse(idFor("").isEmpty());
    }

    @Test
    void everyRequestHasAnIdOfItsOwn() {
        var first = id(server.send(server.request("/nothing")));
        assertNotEquals(first, id(server.send(server.request("/nothing"))));
        assertFalse(first.isEmpty());
    }

    @Test
    void theRequestIdStandsInTheLogLinesOfItsRequest() {
        var answer = server.send(server.request("/test/mdc").header("x-request-id", "mine"));
        assertEquals("mine", answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "/nothing", "/test/broken"})
    void browsersAreToldToTrustNoAnswerWhateverItsStatus(String path) {
        for (var request : new HttpRequest.Builder[] {server.request(path), server.as(Role.READER, path)}) {
            var headers = server.send(request).headers();
            assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
            assertEquals("no-referrer", headers.firstValue("Referrer-Policy").orElse(""));
            assertEquals("DENY", headers.firstValue("X-Frame-Options").orElse(""));
            assertTrue(headers.firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'none'"));
            assertTrue(headers.firstValue("Access-Control-Allow-Origin").isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html", "*/*"})
    void whatBreaksIsAnsweredWithoutItsWords(String accept) {
        var answer = server.send(server.request("/test/broken").header("Accept", accept));
        assertEquals(500, answer.statusCode());
        var error = Json.parse(answer.body()).at("/errors/0");
        assertEquals("Internal Server Error", error.path("message").textValue());
        assertEquals("INTERNAL", error.at("/extensions/code").textValue());
        assertEquals(id(answer), error.at("/extensions/requestId").textValue());
        assertFalse(answer.body().contains("Index"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/nothing?<script>", "/%ff", "/..%2f..%2fetc/passwd"})
    void anUnknownPathIsNotRepeated(String path) {
        var answer = server.send(server.request(path.replace("<", "%3C").replace(">", "%3E")));
        assertTrue(answer.statusCode() == 404 || answer.statusCode() == 400, answer.body());
        assertFalse(answer.body().contains("script") || answer.body().contains("passwd"), answer.body());
        assertTrue(answer.body().startsWith("{\"errors\""), answer.body());
    }

    private static String idFor(String theirs) {
        return id(server.send(server.request("/nothing").header("x-request-id", theirs)));
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-request-id").orElse("");
    }

    @Controller("/test")
    @Requires(property = ROUTES)
    static final class Routes {
        @Get(uri = "/broken", produces = MediaType.ALL)
        String broken() {
            return List.of("jdbc:mysql://secret").get(1);
        }

        @Get("/mdc")
        String requestIdOfTheLog() {
            return String.valueOf(MDC.get("requestId"));
        }
    }
}
