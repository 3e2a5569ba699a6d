package io.tenderbook.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.StartRefused;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose pages may call us from a browser. */
class CrossOriginTest {
    private static final String OURS = "https://pay.example.com";
    private static final String OURS_TOO = "http://localhost:3000";
    private static final String ALLOW = "Access-Control-Allow-Origin";

    private static TestServer open;
    private static TestServer closed;

    @BeforeAll
    static void start() {
        open = TestServer.start(
                Map.of("tenderbook.cors-origins", OURS + ", " + OURS_TOO, "tenderbook.rate-limit", "1"));
        closed = TestServer.start();
    }

    @AfterAll
    static void stop() {
        open.close();
        closed.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {OURS, OURS_TOO})
    void aPageOfAnAllowedOriginMayAskBeforehandAndThenCall(String origin) {
        var asked = preflight(open, origin, "POST", "content-type,authorization,organisation,x-api-key");
        assertEquals(200, asked.statusCode());
        assertEquals(origin, header(asked, ALLOW));
        assertEquals("POST", header(asked, "Access-Control-Allow-Methods"));
        String allowed = header(asked, "Access-Control-Allow-Headers").toLowerCase(Locale.ROOT);
        for (String name : List.of("content-type", "authorization", "organisation", "x-api-key")) {
            assertTrue(allowed.contains(name), allowed);
        }
        assertEquals("", header(asked, "Access-Control-Allow-Credentials"));
        var called = call(open.as(Role.READER, "/graphql"), origin);
        assertReadable(called, origin);
        assertTrue(header(called, "Vary").contains("Origin"), called.headers().toString());
    }

    @Test
    void aRefusalIsReadableToo() {
        var stranger = call(open.request("/graphql"), OURS);
        assertEquals(401, stranger.statusCode());
        assertReadable(stranger, OURS);
        assertTrue(header(stranger, "Access-Control-Expose-Headers").contains("Retry-After"));
        HttpResponse<String> answer = call(open.as(Role.WRITER, "/graphql"), OURS);
        for (int i = 0; i < 20 && answer.statusCode() != 429; i++) {
            answer = call(open.as(Role.WRITER, "/graphql"), OURS);
        }
        assertEquals(429, answer.statusCode());
        assertReadable(answer, OURS);
        assertReadable(call(open.as(Role.ADMIN, "/nothing"), OURS), OURS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "http://pay.example.com",
                "https://pay.example.com.evil.org",
                "https://pay.example.com:8443",
                "null"
            })
    void noOtherPageMayReadAnAnswer(String origin) {
        assertEquals("", header(preflight(open, origin, "POST", "content-type"), ALLOW));
        assertEquals("", header(call(open.as(Role.READER, "/graphql"), origin), ALLOW));
        assertEquals("", header(call(open.request("/graphql"), origin), ALLOW));
    }

    @Test
    void onlyWhatIsNeededIsAllowed() {
        assertEquals("", header(preflight(open, OURS, "DELETE", "content-type"), ALLOW));
        assertEquals("", header(preflight(open, OURS, "POST", "x-anything"), ALLOW));
    }

    @Test
    void bySelfNobodyElsesPageMayCall() {
        for (String origin : List.of(OURS, OURS_TOO)) {
            assertEquals("", header(preflight(closed, origin, "POST", "content-type"), ALLOW));
            assertEquals("", header(call(closed.as(Role.READER, "/graphql"), origin), ALLOW));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://*.example.com", "pay.example.com", "https://pay.example.com/", "null"})
    void whatIsNoOriginIsRefusedAtTheStart(String origin) {
        assertThrows(StartRefused.class, () -> new AllowedOrigins(List.of(OURS, origin)));
    }

    private static void assertReadable(HttpResponse<String> answer, String origin) {
        assertEquals(origin, header(answer, ALLOW), answer.headers().toString());
        assertTrue(header(answer, "Access-Control-Expose-Headers").contains("x-request-id"));
        assertTrue(answer.headers().firstValue("x-request-id").isPresent());
    }

    private static HttpResponse<String> preflight(TestServer server, String origin, String method, String headers) {
        return server.send(server.request("/graphql")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers)
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static HttpResponse<String> call(HttpRequest.Builder request, String origin) {
        return closed.send(request.header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\":\"{__typename}\"}")));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join(",", answer.headers().allValues(name));
    }
}
