package io.tenderbook.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Prepares each document once. Bounded by the length of the documents kept, where those that come often drive out those
 * that came once; refused ones are not kept. A document is what its text says, so that all organisations share it.
 */
@Singleton
final class DocumentCache implements PreparsedDocumentProvider {
    /** A prepared document takes up to a hundred times the memory of its text. */
    private static final long MOST_CHARACTERS = 1_000_000;

    private final DocumentPreparation preparation;
    private final Cache<String, PreparsedDocumentEntry> entries = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String document, PreparsedDocumentEntry entry) -> document.length())
            .build();

    DocumentCache(DocumentPreparation preparation) {
        this.preparation = preparation;
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        return CompletableFuture.completedFuture(prepared(input.getQuery()));
    }

    PreparsedDocumentEntry prepared(String text) {
        var kept = entries.getIfPresent(text);
        if (kept != null) {
            return kept;
        }
        var entry = preparation.prepare(text);
        if (!entry.hasErrors()) {
            entries.put(text, entry);
        }
        return entry;
    }
}
