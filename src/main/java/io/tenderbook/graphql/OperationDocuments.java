package io.tenderbook.graphql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The operation documents that the program brings along, whether it runs from a directory or from its jar. */
public final class OperationDocuments {
    /** A file is always found in a jar; the directory beside it only if the jar has an entry for it. */
    private static final String BESIDE = "/graphql/schema.graphqls";

    private OperationDocuments() {}

    /** The texts of all documents, by the names of their files. */
    public static List<String> all() {
        URL beside = Objects.requireNonNull(OperationDocuments.class.getResource(BESIDE));
        try {
            if (beside.openConnection() instanceof JarURLConnection jar) {
                try (var files =
                        FileSystems.newFileSystem(Path.of(jar.getJarFileURL().toURI()))) {
                    return read(files.getPath(BESIDE));
                }
            }
            return read(Path.of(beside.toURI()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> read(Path beside) throws IOException {
        try (var files = Files.list(beside.resolveSibling("operations"))) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }
}
