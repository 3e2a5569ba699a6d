package io.tenderbook.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(TestSchema.PROPERTY, true, "tenderbook.graphql.timeout", "500ms"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        TestSchema.BATCHES.clear();
    }

    @Test
    void anOperationThatHangsIsAnsweredAndItsWorkStopsBeforeTheNextFetcher() throws InterruptedException {
        var answer = server.graphql("{stuck{books{title}}}", Map.of());
        assertEquals("TIMEOUT", answer.at("/errors/0/extensions/code").textValue(), answer.toString());
        assertFalse(answer.has("data"));
        TestSchema.STUCK.releaseAndAwaitEnd();
        assertEquals(List.of(), TestSchema.BATCHES);
    }

    @Test
    void aMutationBehindOneThatHangsIsNotCarriedOut() throws InterruptedException {
        var answer = server.graphql("mutation{count stuck again:count}", Map.of());
        assertTrue(answer.at("/errors/0/message").textValue().contains("may still take effect"), answer.toString());
        TestSchema.STUCK.releaseAndAwaitEnd();
        assertEquals(List.of("count"), TestSchema.BATCHES);
    }

    @Test
    void whereTheStatusCountsItSaysToTryAgainLater() throws InterruptedException {
        var answer = server.send(server.as(Role.READER, "/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json")
                .POST(BodyPublishers.ofString(Json.write(Map.of("query", "{stuck{name}}")))));
        assertEquals(503, answer.statusCode(), answer.body());
        TestSchema.STUCK.releaseAndAwaitEnd();
    }

    @Test
    void whatIsDoneInTimeIsAnswered() {
        assertEquals(
                "A",
                server.graphql("{shelves{name}}", Map.of())
                        .at("/data/shelves/0/name")
                        .textValue());
    }
}
