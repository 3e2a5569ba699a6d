package io.tenderbook.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import graphql.GraphQL;
import graphql.schema.FieldCoordinates;
import graphql.schema.idl.SchemaParser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenderbook.graphql.TestSchema.TestFetcher;
import io.tenderbook.organisation.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SchemaFactoryTest {
    private static final String DOCUMENT = "type Query { named: Named } interface Named { name: String } "
            + "type Cat implements Named { name: String } type Dog implements Named { name: String }";

    record Cat(String name) {}

    @Test
    void readsEveryDocumentOfTheSchema() throws IOException {
        try (var files = Files.list(Path.of("graphql"))) {
            assertEquals(
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".graphqls"))
                            .map(name -> name.replace(".graphqls", ""))
                            .collect(Collectors.toSet()),
                    Set.copyOf(SchemaFactory.DOCUMENTS));
        }
    }

    @Test
    void refusesTwoFetchersOfOneField() {
        var refusal = assertThrows(IllegalStateException.class, () -> join(fetcher("named"), fetcher("named")));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("The field Query.named has several fetchers: "));
    }

    @Test
    void refusesAFetcherOfAFieldThatDoesNotExist() {
        var refusal = assertThrows(IllegalStateException.class, () -> join(fetcher("naned")));
        assertTrue(String.valueOf(refusal.getMessage()).endsWith(" serves Query.naned, which the schema lacks"));
    }

    @Test
    void anObjectHasTheTypeThatIsNamedLikeItsClassAndRecordsAnswerTheirFields() {
        assertEquals(
                Map.of("named", Map.of("__typename", "Cat", "name", "Tom")),
                join(fetcher("named")).execute("{named{__typename name}}").getData());
    }

    private static TestFetcher<Cat> fetcher(String field) {
        return new TestFetcher<>(FieldCoordinates.coordinates("Query", field), Role.READER, any -> new Cat("Tom"));
    }

    private static GraphQL join(FieldFetcher<?>... fetchers) {
        return GraphQL.newGraphQL(SchemaFactory.join(
                        new SchemaParser().parse(DOCUMENT),
                        List.of(fetchers),
                        List.of(),
                        new MutationMeters(new SimpleMeterRegistry())))
                .build();
    }
}
