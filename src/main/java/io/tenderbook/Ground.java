package io.tenderbook;

import io.micronaut.context.env.Environment;
import io.tenderbook.embedded.EmbeddedDatabase;
import io.tenderbook.platform.SecretBox;
import io.tenderbook.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a server stands on: a database and an encryption key. Either the ones configured, or, where no database is,
 * everything of its own in the data directory.
 */
final class Ground {
    private static final String DATABASE_URL = "datasources.default.url";
    private static final String DATABASE_USERNAME = "datasources.default.username";
    private static final String DATABASE_PASSWORD = "datasources.default.password";
    private static final String ENCRYPTION_KEY = "tenderbook.encryption-key";
    private static final String ENCRYPTION_KEY_FILE = "tenderbook.encryption-key-file";
    private static final String DATA_DIRECTORY = "tenderbook.data-dir";

    private final Environment environment;

    Ground(Environment environment) {
        this.environment = environment;
    }

    /** Whether nothing is configured, so that everything is kept in the data directory. */
    boolean isSelfContained() {
        return text(DATABASE_URL).isEmpty();
    }

    /**
     * Checks or starts what is needed.
     *
     * @param opened is handed everything that must be closed when the program ends, in the order of opening
     * @return the properties that the rest of the program is configured with
     * @throws StartRefused if something needed is missing or does not work
     */
    Map<String, Object> settle(Consumer<AutoCloseable> opened) {
        var settings = isSelfContained() ? settleInDataDirectory(opened) : settleOnConfiguredDatabase();
        if (!environment.getProperty(SchemaCheck.MIGRATES, Boolean.class).orElse(true)) {
            SchemaCheck.run(
                    database(settings, DATABASE_URL),
                    database(settings, DATABASE_USERNAME),
                    database(settings, DATABASE_PASSWORD));
        }
        return settings;
    }

    private Map<String, Object> settleInDataDirectory(Consumer<AutoCloseable> opened) {
        var directory = DataDirectory.open(home().resolve(text(DATA_DIRECTORY).orElse("data")));
        opened.accept(directory);
        String key = encryptionKey().orElseGet(directory::encryptionKey);
        var database = EmbeddedDatabase.start(directory.database());
        opened.accept(database);
        var settings = new HashMap<>(database.settings());
        settings.put(ENCRYPTION_KEY, key);
        settings.put(DATA_DIRECTORY, directory.path().toString());
        return settings;
    }

    private Map<String, Object> settleOnConfiguredDatabase() {
        String key = encryptionKey()
                .orElseThrow(() -> new StartRefused("A database of yours needs an encryption key of yours: set"
                        + " TENDERBOOK_ENCRYPTION_KEY to what this prints, and keep it safe: openssl rand -base64 32"));
        Map<String, Object> none = Map.of();
        new DatabaseCheck(
                        database(none, DATABASE_URL),
                        database(none, DATABASE_USERNAME),
                        database(none, DATABASE_PASSWORD))
                .run();
        return Map.of(ENCRYPTION_KEY, key);
    }

    /** As it was settled, else as it is configured. */
    private String database(Map<String, Object> settled, String property) {
        Object value = settled.get(property);
        return value == null ? text(property).orElse("") : value.toString();
    }

    private Optional<String> encryptionKey() {
        Optional<String> given = text(ENCRYPTION_KEY);
        Optional<String> file = text(ENCRYPTION_KEY_FILE);
        if (given.isPresent() && file.isPresent()) {
            throw new StartRefused("Set TENDERBOOK_ENCRYPTION_KEY or TENDERBOOK_ENCRYPTION_KEY_FILE, not both.");
        }
        return given.or(() -> file.map(Ground::content)).map(Ground::valid);
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException unreadable) {
            throw new StartRefused(
                    "The file " + file + " cannot be read: make it, or correct TENDERBOOK_ENCRYPTION_KEY_FILE.",
                    unreadable);
        }
    }

    /** What a relative data directory is relative to: where the program was started, but for {@code mvn mn:run}. */
    private static Path home() {
        return Path.of(System.getProperty("tenderbook.home", ""));
    }

    private Optional<String> text(String property) {
        return environment.getProperty(property, String.class).filter(value -> !value.isBlank());
    }

    private static String valid(String key) {
        try {
            SecretBox.of(key);
            return key;
        } catch (IllegalArgumentException malformed) {
            throw new StartRefused(malformed.getMessage() + ".", malformed);
        }
    }
}
