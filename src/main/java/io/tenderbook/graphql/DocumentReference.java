package io.tenderbook.graphql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a request says which document it means: by its text, by its hash, or by both, which asks to remember it. The hash
 * comes as {@code documentId: "sha256:HEX"}, by the proposal for GraphQL over HTTP, or as Apollo's {@code
 * extensions.persistedQuery}.
 */
public sealed interface DocumentReference {
    /** SHA-256 over the document's UTF-8, in lower-case hexadecimal digits. */
    String hash();

    /** The document itself. */
    record Text(String text) implements DocumentReference {
        @Override
        public String hash() {
            return hashOf(text);
        }
    }

    /** A document that was deployed, or registered before. */
    record Hash(String hash) implements DocumentReference {}

    /** A document that may be asked for by its hash from now on. */
    record Registration(String text, String hash) implements DocumentReference {}

    Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
    String PREFIX = "sha256:";

    /** @throws RequestRefusal if the request means no document, or several */
    static DocumentReference of(
            @Nullable String query, @Nullable String documentId, Map<String, @Nullable Object> extensions) {
        String text = query == null || query.isBlank() ? null : query;
        String persisted = persisted(extensions.get("persistedQuery"));
        if (documentId != null) {
            if (text != null || persisted != null) {
                throw RequestRefusal.badRequest("Send either query or documentId.");
            }
            return new Hash(identified(documentId));
        }
        if (text == null) {
            if (persisted == null) {
                throw RequestRefusal.badRequest("query must be a GraphQL document, or documentId name one.");
            }
            return new Hash(persisted);
        }
        if (persisted == null) {
            return new Text(text);
        }
        if (!hashOf(text).equals(persisted)) {
            throw RequestRefusal.badRequest("The persisted query's sha256Hash is not that of query.");
        }
        return new Registration(text, persisted);
    }

    static String hashOf(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String identified(String documentId) {
        if (!documentId.startsWith(PREFIX)) {
            throw RequestRefusal.badRequest("documentId must be sha256: and the hash of a document.");
        }
        return checked(documentId.substring(PREFIX.length()));
    }

    private static @Nullable String persisted(@Nullable Object extension) {
        if (extension == null) {
            return null;
        }
        if (extension instanceof Map<?, ?> members
                && members.get("version") instanceof Number version
                && version.doubleValue() == 1
                && members.get("sha256Hash") instanceof String hash) {
            return checked(hash);
        }
        throw RequestRefusal.badRequest("extensions.persistedQuery must have version 1 and a sha256Hash.");
    }

    private static String checked(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw RequestRefusal.badRequest("The SHA-256 hash of a document has 64 hexadecimal digits.");
        }
        return hash.toLowerCase(Locale.ROOT);
    }
}
