package io.tenderbook.graphql.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaWiringTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRootFieldHasAFetcher() {
        var schema = server.bean(GraphQLSchema.class);
        List<FieldCoordinates> unwired = Stream.of("Query", "Mutation")
                .flatMap(root -> fields(Objects.requireNonNull(schema.getObjectType(root))))
                .filter(field -> !schema.getCodeRegistry().hasDataFetcher(field))
                .toList();
        assertEquals(List.of(), unwired);
    }

    @Test
    void everyQueryDocumentIsAnsweredWithEverythingItAsksFor() throws IOException {
        var data = TestData.of(server);
        var connector = data.connector("stripe");
        var customer = data.customer("Ada", "ada@example.com");
        data.map(customer, connector, "cus_1");
        var method = data.paymentMethod(
                connector,
                customer,
                Map.of(
                        "details",
                        "{\"networks\":{\"available\":[\"visa\"]}}",
                        "billing_details",
                        "{\"address\":{\"city\":\"Zug\"}}"));
        data.makeDefault(method, Instant.now());
        Map<String, Map<String, Object>> variables = Map.of(
                "Customer", Map.of("id", customer.toString()),
                "PaymentMethod", Map.of("id", method.toString()),
                "PaymentMethodChanges", Map.of("id", method.toString()),
                "WebhookEventPayload", Map.of("id", connector.id().toString()),
                "Node", Map.of("id", connector.id().toString()),
                "CustomerByReference", Map.of("connector", "STRIPE", "referenceId", "cus_1"));
        try (var files = Files.list(Path.of("graphql", "operations"))) {
            for (Path file : files.toList()) {
                String document = Files.readString(file);
                String name = file.getFileName().toString().replace(".graphql", "");
                if (document.contains("query " + name)) {
                    var answer = server.graphql(Role.ADMIN, document, variables.getOrDefault(name, Map.of()));
                    assertFalse(answer.has("errors"), answer.toString());
                    assertFalse(answer.path("data").elements().next().isNull(), name);
                }
            }
        }
    }

    private static Stream<FieldCoordinates> fields(GraphQLObjectType type) {
        return type.getFieldDefinitions().stream()
                .map(field -> FieldCoordinates.coordinates(type.getName(), field.getName()));
    }
}
