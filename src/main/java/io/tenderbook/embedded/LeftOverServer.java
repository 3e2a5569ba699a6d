package io.tenderbook.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The database server that a killed program left behind; it would hold the data files for ever. Whoever holds the
 * directory's lock and finds a process of the directory's own executable can be sure that it is such a one.
 */
final class LeftOverServer {
    private static final long PATIENCE_SECONDS = 30;

    private LeftOverServer() {}

    /** Ends it in an orderly way, or by force where it takes longer than half a minute. */
    static void end(Path executable) throws IOException, InterruptedException {
        String command = executable.toRealPath().toString();
        var leftOver = ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().command().filter(command::equals).isPresent())
                .toList();
        for (ProcessHandle process : leftOver) {
            process.destroy();
            if (!endsInTime(process.onExit())) {
                process.destroyForcibly();
                endsInTime(process.onExit());
            }
        }
    }

    private static boolean endsInTime(CompletableFuture<ProcessHandle> end) throws InterruptedException {
        try {
            end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillThere) {
            return false;
        }
    }
}
