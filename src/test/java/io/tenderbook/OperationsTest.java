package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import graphql.ParseAndValidate;
import graphql.language.ObjectTypeDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation document is valid, and none is missing. */
class OperationsTest {
    private static final TypeDefinitionRegistry DEFINITIONS = SchemaDocuments.definitions();
    private static final GraphQLSchema SCHEMA = SchemaDocuments.schema();

    @TestFactory
    Stream<DynamicTest> everyOperationDocumentIsValidAndNamedLikeItsFile() {
        return files("graphql/operations", ".graphql")
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    var document = new Parser().parseDocument(Files.readString(file));
                    assertEquals(List.of(), ParseAndValidate.validate(SCHEMA, document, Locale.ENGLISH));
                    assertEquals(
                            List.of(file.getFileName().toString().replace(".graphql", "")),
                            document.getDefinitionsOfType(OperationDefinition.class).stream()
                                    .map(OperationDefinition::getName)
                                    .toList());
                }));
    }

    @Test
    void everyRootFieldIsShownByAnOperationDocument() {
        String documents = files("graphql/operations", ".graphql")
                .map(OperationsTest::read)
                .collect(Collectors.joining("\n"));
        for (String root : List.of("Query", "Mutation", "Subscription")) {
            var type = DEFINITIONS.getType(root, ObjectTypeDefinition.class).orElseThrow();
            type.getFieldDefinitions()
                    .forEach(field -> assertTrue(
                            documents.contains(" " + field.getName()),
                            "no operation document uses " + field.getName()));
        }
    }

    private static Stream<Path> files(String directory, String ending) {
        try (var files = Files.list(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
