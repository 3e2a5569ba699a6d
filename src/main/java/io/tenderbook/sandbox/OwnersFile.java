package io.tenderbook.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The state holds the endpoints' signing secrets, so its file is its owner's alone where the file system knows owners. */
final class OwnersFile {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private OwnersFile() {}

    /** The file, made if it was not there. */
    static Path in(Path directory, String name) throws IOException {
        Path file = directory.resolve(name).toAbsolutePath();
        if (Files.exists(file)) {
            protect(file);
        } else if (knowsOwners(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
        } else {
            Files.createFile(file);
        }
        return file;
    }

    static void protect(Path file) throws IOException {
        if (knowsOwners(file)) {
            Files.setPosixFilePermissions(file, OWNER);
        }
    }

    private static boolean knowsOwners(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
