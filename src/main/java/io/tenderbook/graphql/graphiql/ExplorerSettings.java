package io.tenderbook.graphql.graphiql;

import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import io.micronaut.context.annotation.Property;
import io.tenderbook.graphql.OperationDocuments;
import io.tenderbook.platform.Json;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page opens with: a tab for each operation document, and the headers that a caller needs. */
@Singleton
final class ExplorerSettings {
    private final List<Map<String, String>> tabs;
    private final Map<String, String> headers;

    /** The properties are set by the sandbox's demonstration alone: no other installation gives a key away. */
    ExplorerSettings(
            GraphQLSchema schema,
            @Property(name = "tenderbook.demo.api-key", defaultValue = "YOUR-API-KEY") String apiKey,
            @Property(name = "tenderbook.demo.organisation", defaultValue = "YOUR-ORGANISATION") String organisation) {
        var skeleton = new VariableSkeleton(schema);
        tabs = OperationDocuments.all().stream()
                .map(document -> tab(document, skeleton))
                .toList();
        headers = new LinkedHashMap<>();
        headers.put("x-api-key", apiKey);
        headers.put("organisation", organisation);
    }

    Map<String, Object> values() {
        return Map.of("tabs", tabs, "headers", headers);
    }

    private static Map<String, String> tab(String document, VariableSkeleton skeleton) {
        var operation = new Parser()
                .parseDocument(document)
                .getFirstDefinitionOfType(OperationDefinition.class)
                .orElseThrow();
        var variables = skeleton.of(operation.getVariableDefinitions());
        return variables.isEmpty()
                ? Map.of("query", document)
                : Map.of("query", document, "variables", Json.writePretty(variables));
    }
}
