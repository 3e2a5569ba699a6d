package io.tenderbook.graphql.limits;

import graphql.introspection.GoodFaithIntrospection;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.parser.ParserOptions;
import graphql.validation.GoodFaithIntrospectionExceeded;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How large a document may be, whoever sends it. The parser gives up beyond its part; the rest is checked before the
 * document is validated, because some rules of validation take time out of all proportion to what they are given.
 */
public final class DocumentLimits {
    static final int CHARACTERS = 32_768;
    static final int TOKENS = 1_000;
    static final int DEPTH = 15;
    static final int ALIASES = 15;
    static final int DIRECTIVES = 50;

    /** Once its fragments are written out, so that a short document cannot unfold into a long one. */
    static final int FIELDS = 1_000;

    /** Rules of the grammar within each other, of which a field takes about four and a list or object value two. */
    private static final int RULES = 200;

    /** The parser takes the end of a document for a token. */
    private static final int THE_END = 1;

    /** For the parser, which stops as soon as it has met too much. */
    public static final ParserOptions PARSING = ParserOptions.getDefaultOperationParserOptions()
            .transform(options -> options.maxCharacters(CHARACTERS)
                    .maxTokens(TOKENS + THE_END)
                    .maxRuleDepth(RULES));

    private DocumentLimits() {}

    /** What the parser's giving up means. */
    public static TooComplexException tooLong() {
        return new TooComplexException(
                "This document is too long: it may have %,d tokens and %,d characters, and no more than %d rules of the grammar within each other. Send values as variables, and split it into several requests."
                        .formatted(TOKENS, CHARACTERS, RULES));
    }

    /**
     * Checks a document that was parsed, valid or not.
     *
     * @throws TooComplexException if it is over a limit
     */
    public static void check(Document document) {
        long directives = directives(document);
        if (directives > DIRECTIVES) {
            throw new TooComplexException(
                    "This document has %,d directives, and %d are allowed. Split it into several requests."
                            .formatted(directives, DIRECTIVES));
        }
        var fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(
                        FragmentDefinition::getName, FragmentDefinition::getSelectionSet, (first, second) -> first));
        // Also what no operation uses: validation looks at all of it.
        Stream.concat(
                        document.getDefinitionsOfType(OperationDefinition.class).stream()
                                .map(OperationDefinition::getSelectionSet),
                        fragments.values().stream())
                .forEach(selection -> new Unfolding(fragments).check(selection));
    }

    /**
     * Validates a document with the engine's own limits on introspection, which may be deeper than other fields.
     *
     * @throws TooComplexException if it asks for the schema in circles
     */
    public static <T> T inGoodFaith(Supplier<T> validation) {
        try {
            return validation.get();
        } catch (GoodFaithIntrospectionExceeded exceeded) {
            throw new TooComplexException(
                    "Introspection may ask for each list of a type once, and %d fields deep. Use the query that GraphQL tools send."
                            .formatted(GoodFaithIntrospection.GOOD_FAITH_MAX_DEPTH_COUNT));
        }
    }

    private static long directives(Node<?> node) {
        long below = node.getChildren().stream()
                .mapToLong(child -> directives((Node<?>) child))
                .sum();
        return node instanceof Directive ? below + 1 : below;
    }
}
