package io.tenderbook.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The GraphQL over HTTP specification, clause by clause, over a schema made for it. */
class GraphQLOverHttpTest {
    private static final String GRAPHQL_RESPONSE = "application/graphql-response+json";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(TestSchema.PROPERTY, true));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | 200 | application/json",
                "application/graphql-response+json | 200 | application/graphql-response+json",
                "*/* | 200 | application/json",
                "application/json;q=0.5, application/graphql-response+json;q=0.9 | 200 | application/graphql-response+json",
                "application/graphql-response+json, application/json;q=0.9 | 200 | application/graphql-response+json",
                "text/html | 406 | application/json",
            })
    void answersInTheMediaTypeThatIsAcceptedMost(String accept, int status, String mediaType) {
        var answer = server.send(posted("{\"query\":\"{__typename}\"}").header("Accept", accept));
        assertEquals(status, answer.statusCode());
        assertEquals(
                mediaType + "; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void answersInJsonToWhoeverDoesNotSay() {
        var answer = server.send(posted("{\"query\":\"{__typename}\"}"));
        assertEquals("{\"data\":{\"__typename\":\"Query\"}}", answer.body());
        assertEquals(
                "application/json; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | a document that does not parse",
                "{nothing} | a field that does not exist",
                "query($n:Int!){echo(number:$n)} | a variable that is missing",
                "query A{threads} query B{threads} | an operation that is not named",
                "{__typename @skip} | a directive that lacks its argument",
            })
    void theStatusOfARequestThatCannotBeExecutedDependsOnTheMediaType(String document, String why) {
        String body = Json.write(Map.of("query", document));
        var strict = server.send(posted(body).header("Accept", GRAPHQL_RESPONSE));
        assertRefused(400, strict);
        assertFalse(Json.parse(strict.body()).has("data"), why);
        assertRefused(200, server.send(posted(body)));
    }

    @Test
    void keepsTheLocationsOfAMistake() {
        var answer = Json.parse(server.send(posted("{\"query\":\"{nothing}\"}")).body());
        assertEquals(2, answer.at("/errors/0/locations/0/column").intValue(), answer.toString());
    }

    @Test
    void anExecutedOperationIsAnswered200EvenWithErrors() {
        for (String query : new String[] {"{broken}", "{absent}"}) {
            var answer = server.send(posted(Json.write(Map.of("query", query))).header("Accept", GRAPHQL_RESPONSE));
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(Json.parse(answer.body()).has("data"), answer.body());
        }
    }

    @Test
    void aForbiddenMutationIsAnswered403WhereTheStatusCounts() {
        var answer = server.send(server.as(Role.READER, "/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", GRAPHQL_RESPONSE)
                .POST(BodyPublishers.ofString("{\"query\":\"mutation{count}\"}")));
        assertEquals(403, answer.statusCode());
    }

    @Test
    void aQueryMayBeAskedByGet() {
        var answer = get(
                "query",
                "query Q($n:Int){echo(number:$n)} query R{__typename}",
                "operationName",
                "Q",
                "variables",
                "{\"n\":7}");
        assertEquals(200, answer.statusCode());
        assertEquals(7, Json.parse(answer.body()).at("/data/echo/number").intValue(), answer.body());
    }

    @Test
    void aMutationMayNotBeAskedByGet() {
        var answer = get("query", "mutation{count}");
        assertRefused(405, answer);
        assertEquals("POST", answer.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void aGetWithoutAQueryOrWithOneTwiceOrWithBrokenVariablesIsRefused() {
        assertRefused(400, get());
        assertRefused(400, get("query", ""));
        assertRefused(400, get("query", "{__typename}", "query", "{threads}"));
        assertRefused(400, get("query", "{__typename}", "variables", "[1]"));
        assertRefused(400, get("query", "{__typename}", "variables", "{"));
        assertRefused(400, get("query", "{__typename}", "extensions", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void otherMethodsAreNotAllowed(String method) {
        var answer = server.send(server.as(Role.WRITER, "/graphql").method(method, BodyPublishers.ofString("{}")));
        assertRefused(405, answer);
        assertTrue(answer.headers().firstValue("Allow").orElse("").contains("POST"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/graphql",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "nonsense"
            })
    void otherContentTypesAreNotSupported(String contentType) {
        assertRefused(
                415,
                server.send(server.as(Role.WRITER, "/graphql")
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString("{\"query\":\"{__typename}\"}"))));
    }

    @Test
    void aBodyOfNoContentTypeIsNotSupported() {
        assertRefused(
                415,
                server.send(server.as(Role.WRITER, "/graphql").POST(BodyPublishers.ofString("{\"query\":\"{a}\"}"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json;charset=UTF-8", "Application/JSON", "application/json; charset=\"utf-8\"; x=y"
            })
    void jsonMayBeDeclaredWithParameters(String contentType) {
        var answer = server.send(server.as(Role.WRITER, "/graphql")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{\"query\":\"{__typename}\"}")));
        assertEquals(200, answer.statusCode(), answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "null",
                "\"text\"",
                "[{\"query\":\"{__typename}\"}]",
                "{}",
                "{\"query\":null}",
                "{\"query\":\" \"}",
                "{\"query\":1}",
                "{\"query\":\"{__typename}\",\"variables\":[]}",
                "{\"query\":\"{__typename}\",\"variables\":\"{}\"}",
                "{\"query\":\"{__typename}\",\"operationName\":7}",
                "{\"query\":\"{__typename}\",\"extensions\":true}",
            })
    void aBodyThatIsNoGraphQLRequestIsRefusedInBothMediaTypes(String body) {
        assertRefused(400, server.send(posted(body)));
        assertRefused(400, server.send(posted(body).header("Accept", GRAPHQL_RESPONSE)));
    }

    @Test
    void unknownMembersAndNullsAreIgnored() {
        var answer = server.send(posted("{\"query\":\"{__typename}\",\"variables\":null,\"operationName\":null,"
                + "\"extensions\":null,\"id\":[1]}"));
        assertEquals("{\"data\":{\"__typename\":\"Query\"}}", answer.body());
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        byte[] body = "{\"query\":\"{__typename #ä\\n}\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(
                400,
                server.send(server.as(Role.WRITER, "/graphql")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))));
    }

    @ParameterizedTest
    @ValueSource(ints = {256 * 1024 + 1, 1024 * 1024 + 1, 3 * 1024 * 1024})
    void aBodyOverTheLimitIsTooLarge(int length) {
        assertRefused(413, server.send(posted(padded(length))));
    }

    @Test
    void whoSendsFarTooMuchIsToldThatItsConnectionIsOver() {
        var answer = server.send(posted(padded(3 * 1024 * 1024)));
        assertEquals("close", answer.headers().firstValue("Connection").orElse("kept"));
    }

    @Test
    void aBodyAtTheLimitIsTaken() {
        assertEquals(200, server.send(posted(padded(256 * 1024))).statusCode());
    }

    @Test
    void deepNestingIsRefusedWhereverItStands() {
        assertRefused(400, server.send(posted("[".repeat(100_000))));
        assertRefused(
                400, server.send(posted("{\"query\":\"{__typename}\",\"variables\":" + "{\"a\":".repeat(20_000))));
        for (String deep : new String[] {
            "{echo(json:" + "[".repeat(20_000) + "]".repeat(20_000) + ")}",
            "{echo(json:" + "[".repeat(400) + "]".repeat(400) + ")}".repeat(1),
            "{a".repeat(20_000) + "}".repeat(20_000),
            "{" + "...{".repeat(20_000) + "threads" + "}".repeat(20_001),
        }) {
            var answer = server.send(posted(Json.write(Map.of("query", deep))));
            assertTrue(answer.statusCode() < 500, answer.body());
            assertFalse(answer.body().contains("INTERNAL"), answer.body());
        }
    }

    @Test
    void introspectionIsAnsweredUnlessItIsSwitchedOff() {
        String body = "{\"query\":\"{__schema{queryType{name}}}\"}";
        assertEquals(
                "Query",
                Json.parse(server.send(posted(body)).body())
                        .at("/data/__schema/queryType/name")
                        .textValue());
        try (var closed =
                TestServer.start(Map.of(TestSchema.PROPERTY, true, "tenderbook.graphql.introspection", false))) {
            var answer = closed.graphql("{__schema{queryType{name}}}", Map.of());
            assertEquals("BAD_REQUEST", answer.at("/errors/0/extensions/code").textValue(), answer.toString());
            assertEquals(
                    "Query",
                    closed.graphql("{__typename}", Map.of())
                            .at("/data/__typename")
                            .textValue());
        }
    }

    private static HttpRequest.Builder posted(String body) {
        return server.as(Role.WRITER, "/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> get(String... namesAndValues) {
        var path = new StringBuilder("/graphql?");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            path.append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        return server.send(server.as(Role.WRITER, path.toString()).GET());
    }

    private static String padded(int length) {
        String body = "{\"query\":\"{__typename}\",\"x\":\"\"}";
        return body.replace("\"\"", "\"" + "x".repeat(length - body.length()) + "\"");
    }

    private static void assertRefused(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        JsonNode error = Json.parse(answer.body()).at("/errors/0");
        assertTrue(error.path("message").isTextual(), answer.body());
        assertEquals("BAD_REQUEST", error.at("/extensions/code").textValue(), answer.body());
        assertEquals(
                answer.headers().firstValue("x-request-id").orElse("none"),
                error.at("/extensions/requestId").textValue());
        assertFalse(
                answer.body().matches("(?s).*(jackson|Jackson|java\\.|io\\.micronaut|Unexpected).*"), answer.body());
    }
}
