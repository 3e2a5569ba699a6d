package io.tenderbook.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The state holds the endpoints' signing secrets, so its file belongs to its owner alone where the file system knows owners. */
final class OwnersFile {
    private OwnersFile() {}

    static Path in(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        if (Files.notExists(file)
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return file;
    }
}
