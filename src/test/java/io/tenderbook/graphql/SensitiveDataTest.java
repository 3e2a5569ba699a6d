package io.tenderbook.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Card data is turned away wherever a caller puts it, and is not repeated to him. That nothing keeps it, every test server checks. */
class SensitiveDataTest {
    private static final String NUMBER = "4242 4242 4242 4242";
    private static final String CREATE = "mutation($input: CreateCustomerInput!) { createCustomer(input: $input)"
            + " { customer { id } userErrors { code message field } } }";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"4242 4242 4242 4242\"}",
                "{\"metadata\": {\"note\": \"4242 4242 4242 4242\"}}",
                "{\"metadata\": {\"card\": {\"number\": \"4242\"}}}",
                "{\"metadata\": {\"cvc\": \"123\"}}",
                "{\"idempotencyKey\": \"4242 4242 4242 4242\", \"name\": \"Ada\"}",
                "{\"connector\": {\"name\": \"stripe\", \"referenceId\": \"4242 4242 4242 4242\"}}"
            })
    void aMutationAnswersSensitiveDataAndDoesNothing(String input) {
        long before = count();
        var payload = graphql(CREATE, Map.of("input", Json.toMap(input))).at("/data/createCustomer");
        assertEquals("SENSITIVE_DATA", payload.at("/userErrors/0/code").textValue());
        assertTrue(payload.at("/userErrors/0/field").size() > 0);
        assertTrue(payload.path("customer").isNull());
        assertEquals(before, count());
    }

    @Test
    void soDoesOneThatHasItInItsText() {
        var answer = graphql(
                "mutation { createCustomer(input: {metadata: {n: 4242424242424242}}) { userErrors { code field } } }",
                Map.of());
        assertEquals(
                Json.parse("[{\"code\": \"SENSITIVE_DATA\", \"field\": [\"metadata\", \"n\"]}]"),
                answer.at("/data/createCustomer/userErrors"));
    }

    private static GraphQLObjectType mutationType() {
        return Objects.requireNonNull(server.bean(GraphQLSchema.class).getMutationType());
    }

    static List<String> mutations() {
        return mutationType().getFieldDefinitions().stream()
                .map(GraphQLFieldDefinition::getName)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void everyMutationIsGuarded(String name) {
        var input = mutationType().getFieldDefinition(name).getArgument("input").getType();
        var answer = graphql(
                "mutation($input: %s) { %s(input: $input) { userErrors { code } } }"
                        .formatted(GraphQLTypeUtil.simplePrint(input), name),
                Map.of("input", least((GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(input))));
        assertEquals(
                "SENSITIVE_DATA",
                answer.at("/data/" + name + "/userErrors/0/code").textValue(),
                answer::toString);
    }

    /** An input object with what it must have, and a card number for an idempotency key. */
    private static Map<String, Object> least(GraphQLInputObjectType type) {
        Map<String, Object> input = new HashMap<>();
        for (var member : type.getFieldDefinitions()) {
            if (GraphQLTypeUtil.isNonNull(member.getType()) && !member.hasSetDefaultValue()) {
                input.put(
                        member.getName(),
                        switch (GraphQLTypeUtil.unwrapAll(member.getType())) {
                            case GraphQLEnumType words ->
                                words.getValues().getFirst().getName();
                            case GraphQLInputObjectType object -> Map.of();
                            default -> "x";
                        });
            }
        }
        input.put("idempotencyKey", NUMBER);
        return input;
    }

    @Test
    void aQueryIsABadRequest() {
        var answer = graphql(
                "query($query: String) { customers(filter: {query: $query}) { nodes { id } } }",
                Map.of("query", NUMBER));
        assertEquals("BAD_REQUEST", answer.at("/errors/0/extensions/code").textValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\": \"{ customers(first: \\\"4242424242424242\\\") { nodes { id } } }\"}",
                "{\"query\": \"{ customers(first: 4242424242424242) { nodes { id } } }\"}",
                "{\"query\": \"{ customers(orderBy: \\\"4242424242424242\\\") { nodes { id } } }\"}",
                "{\"query\": \"{ customers(card: {number: 4242424242424242}) { nodes { id } } }\"}",
                "{\"query\": \"{ customers(\\\"4242424242424242\\\") }\"}",
                "{\"query\": \"query($first: Int) { customers(first: $first) { nodes { id } } }\","
                        + " \"variables\": {\"first\": \"4242424242424242\"}}",
                "{\"query\": \"query($first: Int) { customers(first: $first) { nodes { id } } }\","
                        + " \"variables\": {\"first\": 4242424242424242}}",
                "{\"query\": \"query($order: CustomerOrder) { customers(orderBy: $order) { nodes { id } } }\","
                        + " \"variables\": {\"order\": \"4242424242424242\"}}",
                "{\"query\": \"query($after: String) { customers(after: $after) { nodes { id } } }\","
                        + " \"variables\": {\"after\": \"4242424242424242\"}}",
                "{\"query\": \"query($input: CreateCustomerInput!) { __typename }\","
                        + " \"variables\": {\"input\": {\"card\": {\"number\": \"4242424242424242\"}}}}",
                "{\"query\": \"{ __typename }\", \"operationName\": \"4242424242424242\"}",
                "{\"query\": \"{ __typename }\", \"extensions\": \"4242424242424242\"}"
            })
    void whereItFitsNoTypeTheRefusalDoesNotRepeatIt(String body) {
        var answer = server.send(server.as(Role.READER, "/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertTrue(Json.parse(answer.body()).has("errors"), answer.body());
        assertFalse(answer.body().contains("4242424242424242"), answer.body());
    }

    private static long count() {
        return graphql("{ customers { totalCount } }", Map.of())
                .at("/data/customers/totalCount")
                .longValue();
    }

    private static JsonNode graphql(String document, Map<String, ?> variables) {
        return server.graphql(Role.ADMIN, document, variables);
    }
}
