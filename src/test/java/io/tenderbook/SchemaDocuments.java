package io.tenderbook;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The schema as the repository holds it. */
public final class SchemaDocuments {
    private SchemaDocuments() {}

    /** All documents of the schema, one after the other. */
    public static String text() {
        try (var files = Files.list(Path.of("graphql"))) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.filter(name -> name.toString().endsWith(".graphqls"))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(file));
            }
            return String.join("\n", texts);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static TypeDefinitionRegistry definitions() {
        return new SchemaParser().parse(text());
    }

    /** To validate and reckon with; nothing can be executed. */
    public static GraphQLSchema schema() {
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(definitions());
    }
}
