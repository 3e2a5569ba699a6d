package io.tenderbook;

import io.tenderbook.platform.DirectoryLock;
import io.tenderbook.platform.PrivateFiles;
import io.tenderbook.platform.SecretBox;
import io.tenderbook.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** Where an installation without a database of its own keeps everything. One program at a time has it. */
final class DataDirectory implements AutoCloseable {
    private static final int KEY_BYTES = 32;

    private final Path directory;
    private final DirectoryLock lock;

    private DataDirectory(Path directory, DirectoryLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Makes the directory where it is missing and takes it.
     *
     * @throws StartRefused if it is in use, or cannot be written
     */
    static DataDirectory open(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return new DataDirectory(absolute, DirectoryLock.take(absolute));
    }

    Path path() {
        return directory;
    }

    Path database() {
        return directory.resolve("mariadb");
    }

    /**
     * The key that this installation's secrets are stored under: made once, readable by the owner alone.
     *
     * @throws StartRefused if its file was damaged or cannot be read
     */
    String encryptionKey() {
        Path file = directory.resolve("encryption-key");
        try {
            if (Files.notExists(file)) {
                PrivateFiles.write(file, newKey() + "\n");
            }
            String key = Files.readString(file).strip();
            SecretBox.of(key);
            return key;
        } catch (IOException | IllegalArgumentException unusable) {
            throw new StartRefused(
                    "The encryption key in " + file + " cannot be used: restore the file from a backup, for without it"
                            + " the stored secrets stay closed.",
                    unusable);
        }
    }

    /** The API key that the demo's banner shows at every start: made once, readable by the owner alone. */
    static String demoApiKey(Path directory) {
        Path file = directory.resolve("demo-api-key");
        try {
            if (Files.notExists(file)) {
                PrivateFiles.write(file, "tb_demo_" + newKey().replaceAll("[^A-Za-z0-9]", "") + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException unusable) {
            throw new StartRefused("The file " + file + " cannot be read: grant it, or delete it.", unusable);
        }
    }

    @Override
    public void close() {
        lock.close();
    }

    private static String newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
