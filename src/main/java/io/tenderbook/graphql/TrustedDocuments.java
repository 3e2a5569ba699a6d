package io.tenderbook.graphql;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.tenderbook.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents that an operator vouches for: those that the program brings along, and those of a directory. They are read
 * at the start, so that one that cannot be executed is found then.
 */
@Context
final class TrustedDocuments {
    private static final String ENDING = ".graphql";
    private static final int MOST_FILES = 10_000;

    private final Map<String, String> textsByHash = new HashMap<>();

    /** @throws StartRefused if the directory cannot be read, or holds what is no executable document */
    TrustedDocuments(
            DocumentPreparation preparation,
            @Nullable @Property(name = "tenderbook.graphql.documents") Path directory) {
        OperationDocuments.all().forEach(this::add);
        if (directory != null) {
            for (Path file : files(directory)) {
                String text = read(file);
                preparation.prepare(text).getErrors().stream().findFirst().ifPresent(error -> {
                    throw new StartRefused(file + " cannot be a trusted document: " + error.getMessage());
                });
                add(text);
            }
        }
    }

    Optional<String> withHash(String hash) {
        return Optional.ofNullable(textsByHash.get(hash));
    }

    private void add(String text) {
        textsByHash.put(DocumentReference.hashOf(text), text);
    }

    private static List<Path> files(Path directory) {
        try (var paths = Files.walk(directory)) {
            var files = paths.filter(path -> path.toString().endsWith(ENDING))
                    .limit(MOST_FILES + 1)
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new StartRefused("TENDERBOOK_GRAPHQL_DOCUMENTS has more than " + MOST_FILES + " documents.");
            }
            return files;
        } catch (IOException failure) {
            throw new StartRefused("TENDERBOOK_GRAPHQL_DOCUMENTS cannot be read: " + failure, failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new StartRefused(file + " cannot be read: " + failure, failure);
        }
    }
}
