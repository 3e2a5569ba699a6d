package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import graphql.schema.idl.SchemaPrinter;
import io.tenderbook.BreakingChanges.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No client of the last released schema is broken without somebody having said so. */
class BreakingChangeTest {
    private static final Path RELEASED = Path.of("graphql/released/schema.graphqls");

    /** One a line, such as {@code Customer.nick: nobody asks for it since 2026-05}; emptied at the next release. */
    private static final Path NAMED = Path.of("graphql/released/breaking-changes.txt");

    private static final String SCHEMA = """
            type Query { a(x: Int, y: Int = 1): Int!  n: Node  u: U  i(in: In): [Int!]!  e(e: E): E }
            interface Node { id: ID! }
            type A implements Node { id: ID!  b: String }
            type B { c: Int }
            union U = A | B
            enum E { ONE TWO }
            input In { q: Int  r: Int! }
            """;

    @Test
    void everyBreakingChangeSinceTheReleaseIsNamedAndNothingElse() throws IOException {
        var changes = BreakingChanges.between(Files.readString(RELEASED), SchemaDocuments.text());
        var named = Files.readAllLines(NAMED).stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(":", 2)[0])
                .toList();
        assertEquals(
                List.of(),
                changes.stream()
                        .filter(change -> !named.contains(change.place()))
                        .toList(),
                "not named in " + NAMED);
        var places = changes.stream().map(Change::place).toList();
        assertEquals(
                List.of(),
                named.stream().filter(name -> !places.contains(name)).toList(),
                "named, but no breaking change");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "b: String; ; A.b",
                "e(e: E): E; e: E; Query.e",
                "a(x: Int, y: Int = 1): Int!; a(x: Int, y: Int = 1): Int; Query.a",
                "a(x: Int, y: Int = 1): Int!; a(x: Int, y: Int = 1): String!; Query.a",
                "x: Int, ; ; Query.a",
                "x: Int, ; x: Int!, ; Query.a",
                "x: Int, ; x: String, ; Query.a",
                "x: Int, ; x: Int, z: Int!, ; Query.a",
                "y: Int = 1; y: Int = 2; Query.a",
                "[Int!]!; [Int]!; Query.i",
                "[Int!]!; Int!; Query.i",
                "ONE TWO; ONE; E",
                "A | B; A; U",
                "implements Node; ; A",
                "q: Int; ; In.q",
                "q: Int; q: Int!; In.q",
                "q: Int; q: Int z: Int!; In.z",
                "r: Int!; r: String!; In.r",
            })
    void whatAClientCouldRelyOnIsBroken(String released, String now, String place) {
        String changed = SCHEMA.replace(released, now == null ? "" : now);
        assertEquals(
                Stream.of(place).toList(),
                BreakingChanges.between(SCHEMA, changed).stream()
                        .map(Change::place)
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "b: String; b: String!",
                "b: String; b: String @deprecated",
                "b: String; b: String d: Int",
                "x: Int,; x: Int, z: Int,",
                "ONE TWO; ONE TWO THREE",
                "A | B; A | B | C } type C { c: Int",
                "r: Int!; r: Int",
                "q: Int; q: Int z: Int",
            })
    void whatAClientNeedNotSeeBreaksNothing(String released, String now) {
        String changed = SCHEMA.replace(released, now).replace("C } type C { c: Int", "C type C { c: Int }");
        assertEquals(List.of(), BreakingChanges.between(SCHEMA, changed));
    }

    /** {@code mvn test -Dtest=BreakingChangeTest -Dtenderbook.release-schema=true} */
    @Test
    @EnabledIfSystemProperty(named = "tenderbook.release-schema", matches = "true")
    void writesTheSchemaThatIsBeingReleased() throws IOException {
        var ours = SchemaDocuments.definitions().getDirectiveDefinitions().keySet();
        var options = SchemaPrinter.Options.defaultOptions()
                .includeScalarTypes(true)
                .includeDirectiveDefinition(ours::contains);
        Files.writeString(RELEASED, new SchemaPrinter(options).print(SchemaDocuments.schema()));
        Files.writeString(NAMED, "");
    }
}
