package io.tenderbook.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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

/** What happens to an operation between HTTP and the fetchers, over a schema made for it. */
class ExecutionTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(TestSchema.PROPERTY, true));
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
    void fetchersAndLoadersRunOnTheVirtualThreadOfTheRequest() {
        var thread =
                run("{threads shelves{books{author}}}").at("/data/threads/0").textValue();
        assertTrue(thread.startsWith("virtual"), thread);
        assertEquals(2, TestSchema.BATCHES.size());
        TestSchema.BATCHES.forEach(batch -> assertTrue(batch.endsWith(thread), batch));
    }

    @Test
    void eachLevelOfAListLoadsOnce() {
        assertEquals(
                "author of C2",
                run("{shelves{name books{title author}}}")
                        .at("/data/shelves/2/books/1/author")
                        .textValue());
        assertEquals(
                List.of("books [A, B, C]", "authors [A1, A2, B1, B2, C1, C2]"),
                TestSchema.BATCHES.stream()
                        .map(batch -> batch.substring(0, batch.indexOf(']') + 1))
                        .toList());
    }

    @Test
    void whatSiblingsNeedLoadsOnceHoweverOftenItIsAskedFor() {
        var answer = run("{siblings{owner again:owner}}");
        assertEquals("author of C", answer.at("/data/siblings/2/again").textValue(), answer.toString());
        assertEquals(1, TestSchema.BATCHES.size(), TestSchema.BATCHES.toString());
        assertTrue(TestSchema.BATCHES.getFirst().startsWith("authors [A, B, C]"), TestSchema.BATCHES.toString());
    }

    @Test
    void whatCannotBeLoadedForSiblingsFailsForEachAndIsNotTriedForEach() {
        var answer = run("{siblings{lost}}");
        assertEquals(3, answer.path("errors").size(), answer.toString());
        assertEquals("lost", answer.at("/errors/2/path/2").textValue());
        assertEquals(ErrorHandler.MASK, answer.at("/errors/2/message").textValue());
        // Once together with other requests, had there been any, and once alone.
        assertEquals(2, TestSchema.BATCHES.size(), TestSchema.BATCHES.toString());
    }

    @Test
    void aLoaderAskedWithWhatAnotherGaveLoadsOnceToo() {
        assertEquals(
                "author of B1",
                run("{shelves{firstTitle}}").at("/data/shelves/1/firstTitle").textValue());
        assertEquals(2, TestSchema.BATCHES.size());
    }

    @Test
    void aLoaderMayAskAnyOtherWhicheverWasDeclaredFirst() {
        var answer = run("{shelves{byAuthor{title}}}");
        assertEquals(
                "author of A12", answer.at("/data/shelves/2/byAuthor/1/title").textValue(), answer.toString());
        assertEquals(2, TestSchema.BATCHES.size());
    }

    @Test
    void aLoaderRemembersNothingForTheNextRequest() {
        run("{shelves{books{title}}}");
        run("{shelves{books{title}}}");
        assertEquals(2, TestSchema.BATCHES.size());
    }

    @Test
    void fetchersKnowTheCaller() {
        assertEquals(
                server.organisation().id().toString(),
                run("{organisation}").at("/data/organisation").textValue());
    }

    @Test
    void masksWhatAFetcherThrows() {
        var answer = run("{broken organisation}");
        assertMasked(answer);
        assertEquals("broken", answer.at("/errors/0/path/0").textValue());
        assertTrue(answer.at("/data/broken").isNull());
        assertTrue(answer.at("/data/organisation").isTextual());
    }

    @Test
    void masksWhatALoaderThrows() {
        assertMasked(run("{brokenLoader}"));
    }

    @Test
    void masksAnExhaustedStack() {
        assertMasked(run("{overflowing}"));
    }

    @Test
    void masksANullThatTheSchemaForbids() {
        assertMasked(run("{absent}"));
        assertMasked(run("{brokenStrictly}"));
    }

    @Test
    void tellsWhatTheCallerDidWrong() {
        var answer = run("{badCursor}");
        assertEquals("BAD_REQUEST", code(answer));
        assertEquals(
                "The cursor 100% is none of ours.",
                answer.at("/errors/0/message").textValue());
    }

    @Test
    void aFieldForAdminsIsForbiddenToOthers() {
        assertEquals("FORBIDDEN", code(server.graphql(Role.WRITER, "{secret}", Map.of())));
        assertEquals(
                "secret",
                server.graphql(Role.ADMIN, "{secret}", Map.of())
                        .at("/data/secret")
                        .textValue());
    }

    @Test
    void readersMayNotMutate() {
        var answer = server.graphql(Role.READER, "mutation{count}", Map.of());
        assertEquals("FORBIDDEN", code(answer));
        assertFalse(answer.has("data"));
        assertEquals(
                "This needs an API key with the role writer.",
                answer.at("/errors/0/message").textValue());
        assertEquals(
                1,
                server.graphql(Role.WRITER, "mutation{count}", Map.of())
                        .at("/data/count")
                        .intValue());
    }

    @Test
    void theOperationThatIsMeantDecidesNotItsNeighbour() {
        String document = "query Q{organisation} mutation M{count}";
        var answer = server.send(server.as(Role.READER, "/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(Map.of("query", document, "operationName", "Q")))));
        assertTrue(Json.parse(answer.body()).at("/data/organisation").isTextual(), answer.body());
    }

    @Test
    void writesMomentsInUtcAndReadsThemWithAnyOffset() {
        assertEquals(
                "2026-11-21T09:30:00.123456Z",
                run("{moment}").at("/data/moment").textValue());
        var answer = run(
                "query($at:DateTime $json:JSON){echo(at:$at json:$json country:\"ch\")}",
                Map.of("at", "2026-11-21T10:30:00+01:00", "json", Map.of("deep", List.of(1, Map.of()))));
        assertEquals(Json.parse("""
                        {"at":"2026-11-21T09:30:00Z","json":{"deep":[1,{}]},"country":"ch"}"""), answer.at("/data/echo"));
    }

    @Test
    void refusesVariablesThatDoNotFitInWordsOfTheSchema() {
        var moment = run("query($at:DateTime){echo(at:$at)}", Map.of("at", "yesterday"));
        assertEquals("BAD_REQUEST", code(moment));
        assertFalse(moment.toString().contains("java"), moment.toString());
        var number = run("query($n:Int){echo(number:$n)}", Map.of("n", List.of()));
        assertEquals("BAD_REQUEST", code(number));
        assertFalse(number.toString().contains("java"), number.toString());
    }

    private static JsonNode run(String document) {
        return run(document, Map.of());
    }

    private static JsonNode run(String document, Map<String, ?> variables) {
        return server.graphql(document, variables);
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asText(answer.toString());
    }

    private static void assertMasked(JsonNode answer) {
        assertEquals(1, answer.path("errors").size(), answer.toString());
        assertEquals("INTERNAL", code(answer));
        assertEquals(ErrorHandler.MASK, answer.at("/errors/0/message").textValue());
        assertTrue(answer.at("/errors/0/extensions/requestId").isTextual());
        assertFalse(answer.toString().contains("secret"));
    }
}
