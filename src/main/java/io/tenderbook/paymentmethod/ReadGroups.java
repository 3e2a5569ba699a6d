package io.tenderbook.paymentmethod;

import io.tenderbook.platform.Deadline;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an object once for all who want to know. While one read of an object is under way, those who ask form the group of
 * the next, because that read may have left before what they ask about had happened. Of each object, this instance has one
 * read under way and one group waiting at most.
 *
 * @param <S> what events show of these objects
 */
final class ReadGroups<S> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadGroups.class);

    /** In all groups together; they are in memory. */
    private static final int MOST = 1_000;

    /** Longer than two reads take at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Progress.Deferred FULL =
            new Progress.Deferred(Duration.ofSeconds(1), "Too many events wait for a read; trying later.");
    private static final Progress.Deferred ENDING =
            new Progress.Deferred(Duration.ZERO, "The program ended before the read.");

    private final ReadThreads threads;
    private final Function<ReadGroup<S>, Progress> read;
    private final Map<Key, Line<S>> lines = new HashMap<>();
    private int waiting;

    /** @param read reads for a group and tells its followers of a settlement inside the transaction that makes it */
    ReadGroups(ReadThreads threads, Function<ReadGroup<S>, Progress> read) {
        this.threads = threads;
        this.read = read;
    }

    private record Key(UUID connectorId, String externalId) {}

    /** Those who wait for an object's next read. */
    private static final class Line<S> {
        private List<Asking<S>> askings = new ArrayList<>();
        private CompletableFuture<Void> done = new CompletableFuture<>();
    }

    /** @param first whether nothing was under way */
    private record Place(boolean first, CompletableFuture<Void> done) {}

    /**
     * Leaves an event to a read. Who comes while another read is under way returns at once; the first waits until its own is
     * done, so that no more reads are begun than there are workers.
     */
    Progress handOn(Connector connector, String externalId, Asking<S> asking) {
        Place place = join(connector, externalId, asking);
        if (place == null) {
            return FULL;
        }
        if (place.first()) {
            await(place.done(), Deadline.in(PATIENCE));
        }
        return new Progress.HandedOn();
    }

    /**
     * Waits for a read that is sent from now on.
     *
     * @throws ProviderException as the read throws it, or when the time is over
     */
    Progress readNow(Connector connector, String externalId, Cause cause) {
        var waiter = new Waiter();
        Place place = join(connector, externalId, new Asking<>(null, null, cause, waiter));
        if (place == null || !await(place.done(), Deadline.in(PATIENCE))) {
            throw new ProviderException.Unavailable("Others are waiting for the same to be read; try again.");
        }
        return waiter.progress();
    }

    /** Whether a read of the object is under way now. */
    synchronized boolean busy(Connector connector, String externalId) {
        return lines.containsKey(new Key(connector.id(), externalId));
    }

    private synchronized @Nullable Place join(Connector connector, String externalId, Asking<S> asking) {
        if (waiting >= MOST) {
            return null;
        }
        var key = new Key(connector.id(), externalId);
        var known = lines.get(key);
        var line = known == null ? new Line<S>() : known;
        if (known == null) {
            lines.put(key, line);
        }
        line.askings.add(asking);
        waiting++;
        var place = new Place(known == null, line.done);
        if (known == null) {
            begin(connector, key, line);
        }
        return place;
    }

    private void begin(Connector connector, Key key, Line<S> line) {
        try {
            threads.execute(() -> work(connector, key, line));
        } catch (RejectedExecutionException ending) {
            lines.remove(key);
            waiting -= line.askings.size();
            line.askings.forEach(asking -> asking.follower().ended(ENDING));
            line.done.complete(null);
        }
    }

    /** Reads for one group after the other until nobody waits. */
    private void work(Connector connector, Key key, Line<S> line) {
        while (true) {
            ReadGroup<S> group;
            CompletableFuture<Void> done;
            synchronized (this) {
                if (line.askings.isEmpty()) {
                    lines.remove(key);
                    return;
                }
                group = new ReadGroup<>(connector, key.externalId(), line.askings);
                done = line.done;
                line.askings = new ArrayList<>();
                line.done = new CompletableFuture<>();
                waiting -= group.askings().size();
            }
            try {
                serve(group);
            } finally {
                done.complete(null);
            }
        }
    }

    private void serve(ReadGroup<S> group) {
        Consumer<Follower> end;
        try {
            Progress progress = read.apply(group);
            end = follower -> follower.ended(progress);
        } catch (RuntimeException failure) {
            end = follower -> follower.failed(failure);
        }
        for (Follower follower : group.followers()) {
            try {
                end.accept(follower);
            } catch (RuntimeException untold) {
                LOG.warn("How a read of {} ended could not be kept; its event comes again", group.externalId(), untold);
            }
        }
    }

    private static boolean await(CompletableFuture<Void> done, Deadline deadline) {
        try {
            done.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Keeps for a waiting thread what became of its read. */
    private static final class Waiter implements Follower {
        private volatile @Nullable Progress progress;
        private volatile @Nullable RuntimeException failure;

        @Override
        public boolean settled(Settlement settlement) {
            return true;
        }

        @Override
        public void ended(Progress end) {
            progress = end;
        }

        @Override
        public void failed(RuntimeException why) {
            failure = why;
        }

        Progress progress() {
            if (failure != null) {
                throw failure;
            }
            return progress == null ? ENDING : progress;
        }
    }
}
