package io.tenderbook.graphql.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.TypeInfo;
import io.tenderbook.NodePackages;
import io.tenderbook.SchemaDocuments;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a client of the public libraries relies on, shown by these libraries. */
class RelayTest {
    @Test
    void relaysCompilerTakesEveryConnectionOfTheSchemaForOne() throws IOException {
        var connections = connections();
        assertTrue(connections.contains("Query.customers"), connections::toString);
        RelayCompiler.compile("Connections", module(connections));
        for (String connection : connections) {
            var artifact = NodePackages.home().resolve("relay/__generated__/" + fragment(connection) + ".graphql.js");
            assertTrue(Files.readString(artifact).contains("\"connection\": ["), connection);
        }
    }

    @Test
    void theCachesOfApolloRelayAndUrqlShowWhatAMutationChanged() throws IOException {
        RelayCompiler.compile("Connections", module(connections()));
        try (var server = TestServer.withSandbox()) {
            var customer = run(
                            server,
                            "createCustomer",
                            "CreateCustomerInput",
                            Map.of("name", "Ada", "connector", Map.of("name", "stripe")))
                    .at("/customer/id")
                    .textValue();
            run(
                    server,
                    "attachPaymentMethod",
                    "AttachPaymentMethodInput",
                    Map.of("customerId", customer, "paymentMethodId", "pm_card_mastercard", "setAsDefault", true));
            String printed = NodePackages.run(
                    "caches.js",
                    Map.of(
                            "SERVER_URL",
                            server.baseUri().resolve("/graphql").toString(),
                            "API_KEY",
                            server.key(Role.WRITER),
                            "CUSTOMER_ID",
                            customer));
            assertEquals(
                    List.of("apollo", "relay", "urql"),
                    printed.lines().map(line -> line.split(" ", 2)[0]).toList(),
                    printed);
        }
    }

    private static JsonNode run(TestServer server, String mutation, String type, Map<String, Object> input) {
        var answer = server.graphql(
                "mutation($input: " + type + "!) { " + mutation
                        + "(input: $input) { customer { id } userErrors { code } } }",
                Map.of("input", input));
        assertEquals(0, answer.at("/data/" + mutation + "/userErrors").size(), answer.toString());
        return answer.at("/data/" + mutation);
    }

    /** Every field that is a connection, as Type.field. */
    private static List<String> connections() {
        return SchemaDocuments.definitions().getTypes(ObjectTypeDefinition.class).stream()
                .flatMap(type -> type.getFieldDefinitions().stream()
                        .filter(RelayTest::isConnection)
                        .map(field -> type.getName() + "." + field.getName()))
                .sorted()
                .toList();
    }

    private static boolean isConnection(FieldDefinition field) {
        return TypeInfo.typeInfo(field.getType()).getName().endsWith("Connection");
    }

    /** A module that asks for a page, and a next one, of each of them. */
    private static String module(List<String> connections) {
        return connections.stream()
                .map(connection -> """
                        graphql`
                          fragment %1$s on %2$s
                          @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
                          @refetchable(queryName: "Connections%2$s%3$sQuery") {
                            %3$s(first: $count, after: $cursor) @connection(key: "%1$s") { edges { node { id } } }
                          }
                        `;
                        """.formatted(
                                fragment(connection),
                                connection.split("\\.", 2)[0],
                                connection.split("\\.", 2)[1]))
                .collect(Collectors.joining("\n", "import { graphql } from 'relay-runtime';\n", ""));
    }

    private static String fragment(String connection) {
        return "Connections_" + Stream.of(connection.split("\\.", 2)).collect(Collectors.joining("_"));
    }
}
