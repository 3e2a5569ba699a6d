package io.tenderbook.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import io.tenderbook.platform.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the keys of an issuer are had, kept, and had again. */
class IssuerKeysTest {
    private TestIssuer issuer;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        issuer = new TestIssuer();
        server = TestServer.start(issuer.settings());
    }

    @AfterEach
    void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void theyAreReadOnceForManyTokens() {
        for (int i = 0; i < 20; i++) {
            assertEquals(200, status());
        }
        assertEquals(1, issuer.reads());
    }

    @Test
    void aRotatedKeyIsTakenAtOnceAndTheOldOneNoMore() {
        String old = issuer.token("acme");
        assertEquals(200, send(old).statusCode());
        issuer.rotate();
        assertEquals(200, status());
        assertEquals(401, send(old).statusCode());
    }

    @Test
    void tokensThatNameUnknownKeysDoNotMakeUsAskWithoutEnd() {
        long begin = System.nanoTime();
        assertEquals(200, status());
        for (int i = 0; i < 30; i++) {
            assertEquals(401, send(issuer.forged("fancy-" + i, "acme")).statusCode());
        }
        // Two in each while; on a slow machine the thirty take several.
        long whiles = 2 + (System.nanoTime() - begin) / TokenVerifier.BETWEEN_READS.toNanos();
        assertTrue(issuer.reads() <= 2 * whiles, issuer.reads() + " in " + whiles);
        assertEquals(200, status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"503", "<html>", "{\"keys\":[]}"})
    void whileTheyCannotBeHadNobodyIsCalledAStrangerForItOrLetIn(String answer) {
        issuer.answer(answer);
        for (int i = 0; i < 5; i++) {
            var told = send(issuer.token("acme"));
            assertEquals(503, told.statusCode(), told.body());
            assertTrue(told.headers().firstValue("Retry-After").isPresent());
            assertEquals(
                    "INTERNAL",
                    Json.parse(told.body()).at("/errors/0/extensions/code").textValue());
        }
        assertEquals(
                200,
                server.send(server.as(Role.READER, "/graphql?query=%7B__typename%7D"))
                        .statusCode());
    }

    @Test
    void onceHadTheyOutlastAnOutage() {
        assertEquals(200, status());
        issuer.answer("503");
        assertEquals(200, status());
        assertEquals(401, send(issuer.forged("fancy", "acme")).statusCode());
        assertEquals(200, status());
    }

    private int status() {
        return send(issuer.token("acme")).statusCode();
    }

    private HttpResponse<String> send(String token) {
        return server.send(
                server.request("/graphql?query=%7B__typename%7D").header("Authorization", "Bearer " + token));
    }
}
