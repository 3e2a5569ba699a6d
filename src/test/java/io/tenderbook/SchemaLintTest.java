package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import graphql.language.AbstractDescribedNode;
import graphql.language.Description;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.NamedNode;
import graphql.language.Node;
import graphql.language.OperationTypeDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.StringValue;
import graphql.parser.Parser;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The schema is its own reference documentation. */
class SchemaLintTest {
    private static final Document SCHEMA = new Parser().parseDocument(SchemaDocuments.text());
    private static final Pattern DATE = Pattern.compile("\\b20\\d\\d-[01]\\d-[0-3]\\d\\b");

    private static final Document CARELESS = new Parser().parseDocument("""
            "Said." type A { "Said." b("Said." x: Int, y: Int): Int @deprecated(reason: "Use c.")  c: Int }
            "Said." enum E { "Said." ONE  TWO @deprecated(reason: "Since 2026-11-21 ONE says it.") }
            "Said" input In { "Said." q: Int  r: Int @deprecated }
            directive @d("Said." p: Int, q: Int) on FIELD_DEFINITION
            scalar S
            union U = A
            """);

    @Test
    void everythingIsDescribedBySentences() {
        assertEquals(List.of(), undescribed(SCHEMA));
        assertEquals(List.of("y", "c", "TWO", "In", "r", "d", "q", "S", "U"), undescribed(CARELESS));
    }

    @Test
    void whatIsDeprecatedSaysSinceWhen() {
        assertEquals(List.of(), undated(SCHEMA));
        assertEquals(List.of("b", "r"), undated(CARELESS));
    }

    @Test
    void everyCountOfAllPagesCostsAsMuch() {
        var counts = all(SCHEMA)
                .filter(FieldDefinition.class::isInstance)
                .map(FieldDefinition.class::cast)
                .filter(field -> field.getName().equals("totalCount"))
                .toList();
        assertTrue(counts.size() > 1);
        counts.forEach(count -> assertTrue(count.hasDirective("cost"), count.toString()));
    }

    private static List<String> undescribed(Document document) {
        return names(
                document,
                node -> node instanceof AbstractDescribedNode<?> described
                        && !(node instanceof SchemaDefinition || node instanceof OperationTypeDefinition)
                        && !isSentence(described.getDescription()));
    }

    private static boolean isSentence(@Nullable Description description) {
        return description != null && description.getContent().strip().endsWith(".");
    }

    private static List<String> undated(Document document) {
        return names(
                document,
                node -> node instanceof DirectivesContainer<?> marked
                        && marked.getDirectives("deprecated").stream()
                                .anyMatch(deprecated ->
                                        !DATE.matcher(reason(deprecated)).find()));
    }

    private static String reason(Directive deprecated) {
        var reason = deprecated.getArgument("reason");
        return reason != null && reason.getValue() instanceof StringValue text ? String.valueOf(text.getValue()) : "";
    }

    private static List<String> names(Document document, Predicate<Node<?>> wanted) {
        return all(document)
                .filter(wanted)
                .map(node -> ((NamedNode<?>) node).getName())
                .toList();
    }

    private static Stream<Node<?>> all(Node<?> node) {
        return Stream.concat(Stream.of(node), node.getChildren().stream().flatMap(child -> all((Node<?>) child)));
    }
}
