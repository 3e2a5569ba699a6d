package io.tenderbook.graphql;

import graphql.ParseAndValidate;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import graphql.schema.GraphQLSchema;
import io.tenderbook.graphql.limits.DocumentLimits;
import io.tenderbook.graphql.limits.TooComplexException;
import jakarta.inject.Singleton;
import java.util.Locale;

/** From the text of a document to what the engine executes, or to the reasons why it does not. */
@Singleton
final class DocumentPreparation {
    private final GraphQLSchema schema;

    DocumentPreparation(GraphQLSchema schema) {
        this.schema = schema;
    }

    PreparsedDocumentEntry prepare(String text) {
        try {
            var document = parsed(text);
            DocumentLimits.check(document);
            var errors = DocumentLimits.inGoodFaith(() -> ParseAndValidate.validate(schema, document, Locale.ENGLISH));
            return errors.isEmpty() ? new PreparsedDocumentEntry(document) : new PreparsedDocumentEntry(errors);
        } catch (TooComplexException refusal) {
            return new PreparsedDocumentEntry(ErrorCode.QUERY_TOO_COMPLEX.error(refusal.getMessage()));
        } catch (InvalidSyntaxException malformed) {
            return new PreparsedDocumentEntry(malformed.toInvalidSyntaxError());
        }
    }

    private static Document parsed(String text) {
        try {
            return new Parser()
                    .parseDocument(ParserEnvironment.newParserEnvironment()
                            .document(text)
                            .parserOptions(DocumentLimits.PARSING)
                            .locale(Locale.ENGLISH)
                            .build());
        } catch (ParseCancelledException
                | ParseCancelledTooDeepException
                | ParseCancelledTooManyCharsException excess) {
            throw DocumentLimits.tooLong();
        }
    }
}
