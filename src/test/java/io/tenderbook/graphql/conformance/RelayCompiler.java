package io.tenderbook.graphql.conformance;

import io.tenderbook.NodePackages;
import io.tenderbook.SchemaDocuments;
import io.tenderbook.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Compiles documents against our schema as those who use Relay do. */
final class RelayCompiler {
    private static final Path SOURCE = Path.of("src/test/node/relay");

    private RelayCompiler() {}

    /** Compiles the documents of {@code src/test/node/relay} and this one, for scripts to import. */
    static void compile(String module, String text) throws IOException {
        Path folder = NodePackages.home().resolve("relay");
        Files.createDirectories(folder.resolve("__generated__"));
        try (var files = Files.list(SOURCE)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(folder.resolve(module + ".js"), text);
        Files.writeString(folder.resolve("schema.graphql"), SchemaDocuments.text());
        Files.writeString(
                NodePackages.home().resolve("relay.config.json"),
                Json.write(Map.of(
                        "src", "./relay",
                        "schema", "./relay/schema.graphql",
                        "artifactDirectory", "./relay/__generated__",
                        "language", "javascript",
                        "eagerEsModules", true)));
        NodePackages.command("relay-compiler", "relay.config.json");
    }
}
