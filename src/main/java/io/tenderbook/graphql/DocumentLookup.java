package io.tenderbook.graphql;

import graphql.execution.AbortExecutionException;
import io.micronaut.context.annotation.Property;
import io.tenderbook.graphql.DocumentReference.Hash;
import io.tenderbook.graphql.DocumentReference.Registration;
import io.tenderbook.graphql.DocumentReference.Text;
import io.tenderbook.organisation.Caller;
import jakarta.inject.Singleton;

/** Finds the text of the document that a request means. */
@Singleton
final class DocumentLookup {
    /** By Apollo's protocol, in exactly these words: the client sends the document itself next. */
    private static final String NOT_FOUND = "PersistedQueryNotFound";

    private static final String NOT_TRUSTED =
            "Only documents that were deployed to this server are executed; this one was not.";

    private final TrustedDocuments trusted;
    private final RegisteredDocuments registered;
    private final DocumentCache prepared;
    private final boolean trustedOnly;

    DocumentLookup(
            TrustedDocuments trusted,
            RegisteredDocuments registered,
            DocumentCache prepared,
            @Property(name = "tenderbook.graphql.trusted-only", defaultValue = "false") boolean trustedOnly) {
        this.trusted = trusted;
        this.registered = registered;
        this.prepared = prepared;
        this.trustedOnly = trustedOnly;
    }

    /** @throws AbortExecutionException if nothing of that hash is known, or it is not trusted where only that counts */
    String text(DocumentReference document, Caller caller) {
        if (trustedOnly) {
            return trusted.withHash(document.hash())
                    .orElseThrow(() -> ErrorCode.DOCUMENT_NOT_TRUSTED.refusal(NOT_TRUSTED));
        }
        return switch (document) {
            case Text given -> given.text();
            case Hash known ->
                trusted.withHash(known.hash())
                        .or(() -> registered.withHash(caller.organisationId(), known.hash()))
                        .orElseThrow(() -> ErrorCode.PERSISTED_QUERY_NOT_FOUND.refusal(NOT_FOUND));
            case Registration given -> {
                if (!prepared.prepared(given.text()).hasErrors()) {
                    registered.add(caller.organisationId(), given.hash(), given.text());
                }
                yield given.text();
            }
        };
    }
}
