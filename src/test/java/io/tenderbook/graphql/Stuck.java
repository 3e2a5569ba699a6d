package io.tenderbook.graphql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;

/** Work that hangs until it is let go, and the thread that hangs in it. */
final class Stuck {
    private final SynchronousQueue<CompletableFuture<String>> entered = new SynchronousQueue<>();
    private volatile Thread worker = Thread.currentThread();

    String work() throws InterruptedException {
        worker = Thread.currentThread();
        var release = new CompletableFuture<String>();
        entered.put(release);
        return release.join();
    }

    /** Lets the work that hangs go on, and waits for the thread to be done with everything else too. */
    void releaseAndAwaitEnd() throws InterruptedException {
        entered.take().complete("released");
        worker.join();
    }
}
