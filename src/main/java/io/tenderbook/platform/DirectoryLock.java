package io.tenderbook.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The exclusive use of a directory. The operating system gives it back when the process ends, however it ends. */
public final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the directory where it is missing and takes it.
     *
     * @throws StartRefused if another process, or this one, has it already, or if it cannot be written
     */
    public static DirectoryLock take(Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new StartRefused("The data directory " + directory
                    + " is a file: remove it, or set TENDERBOOK_DATA_DIR to a directory.");
        }
        Path file = directory.resolve("lock");
        try {
            PrivateFiles.createDirectory(directory);
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new StartRefused.InUse("The data directory " + directory + " is in use by another Tenderbook"
                        + holder(file) + ": stop that one, or set TENDERBOOK_DATA_DIR to another directory.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
            return new DirectoryLock(channel);
        } catch (IOException refused) {
            throw new StartRefused(
                    "The data directory " + directory + " cannot be written by " + System.getProperty("user.name")
                            + ": grant it, or set TENDERBOOK_DATA_DIR to another directory.",
                    refused);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // the lock ends with the process at the latest
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    private static String holder(Path file) {
        @Nullable String pid = read(file);
        return pid == null || pid.isBlank() ? "" : " (process " + pid.strip() + ")";
    }

    private static @Nullable String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return null;
        }
    }
}
