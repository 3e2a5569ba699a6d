package io.tenderbook.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Sorted maps of text in one file, or in memory. Changes come in batches: a batch is on its way to the disk when
 * {@link #write} returns, and a crash leaves whole batches only.
 */
final class Store implements AutoCloseable {
    static final String INDEX = "index";
    static final String DELIVERIES = "deliveries";

    private static final String SETTINGS = "settings";
    private static final String SEQUENCE = "sequence";
    private static final String KEY = "key";
    private static final int KEY_BYTES = 32;
    private static final int PAGE_BYTES = 4_096;
    private static final int COMPACT_FULLY = -1;

    /** Every batch is appended, so the file grows until it is closed; one that was killed is compacted when opened. */
    private static final long BLOATED_BYTES = 64L << 20;

    private static final String HIGHEST = "\uffff";

    /** One entry to be set, or to be removed where the value is null. */
    record Change(String map, String key, @Nullable String value) {}

    private final MVStore file;
    private final @Nullable Path path;
    private final AtomicLong sequence;

    private Store(MVStore file, @Nullable Path path) {
        this.file = file;
        this.path = path;
        String last = map(SETTINGS).get(SEQUENCE);
        this.sequence = new AtomicLong(last == null ? 0 : Long.parseLong(last));
    }

    static Store open(@Nullable Path directory) {
        if (directory == null) {
            return new Store(settings().open(), null);
        }
        try {
            Files.createDirectories(directory);
            Path file = OwnersFile.in(directory, "stripe-sandbox.mv");
            MVStore.Builder settings = settings().fileName(file.toString());
            if (Files.size(file) > BLOATED_BYTES) {
                compact(settings.open(), file);
            }
            return new Store(settings.open(), file);
        } catch (IOException | MVStoreException unusable) {
            throw new SandboxStartException(
                    "The Stripe sandbox cannot use its state in " + directory
                            + ": stop the other Tenderbook that uses it, or set TENDERBOOK_DATA_DIR to a directory"
                            + " that can be written.",
                    unusable);
        }
    }

    /** Without the background writer nothing is written between the batches; small pages make small batches. */
    private static MVStore.Builder settings() {
        return new MVStore.Builder().autoCommitDisabled().pageSplitSize(PAGE_BYTES);
    }

    /** Closes it too. Compacting writes a new file, which needs its protection again. */
    private static void compact(MVStore file, Path path) throws IOException {
        file.close(COMPACT_FULLY);
        OwnersFile.protect(path);
    }

    private MVMap<String, String> map(String name) {
        return file.openMap(name);
    }

    @Nullable
    String get(String map, String key) {
        return map(map).get(key);
    }

    /** Keys and values from {@code from} to {@code to}, both included and in this order, also downwards; as of now. */
    Stream<Change> range(String map, String from, String to) {
        boolean down = from.compareTo(to) > 0;
        Cursor<String, String> cursor = map(map).cursor(from, to, down);
        Iterator<Change> entries = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public Change next() {
                String key = cursor.next();
                return new Change(map, key, cursor.getValue());
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(entries, Spliterator.ORDERED), false);
    }

    Stream<Change> startingWith(String map, String prefix) {
        return range(map, prefix, prefix + HIGHEST);
    }

    /** How many keys lie between two that are not in the map themselves; does not read them. */
    long count(String map, String from, String to) {
        MVMap<String, String> keys = map(map);
        return rank(keys, to) - rank(keys, from);
    }

    private static long rank(MVMap<String, String> map, String key) {
        long index = map.getKeyIndex(key);
        return index < 0 ? -index - 1 : index;
    }

    long nextSequence() {
        return sequence.incrementAndGet();
    }

    /** A key of this store alone, so that hashes of card numbers say nothing elsewhere. */
    synchronized byte[] key() {
        MVMap<String, String> settings = map(SETTINGS);
        String key = settings.get(KEY);
        if (key == null) {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            key = HexFormat.of().formatHex(fresh);
            settings.put(KEY, key);
            file.commit();
        }
        return HexFormat.of().parseHex(key);
    }

    synchronized void write(List<Change> batch) {
        if (batch.isEmpty()) {
            return;
        }
        for (Change change : batch) {
            if (change.value() == null) {
                map(change.map()).remove(change.key());
            } else {
                map(change.map()).put(change.key(), change.value());
            }
        }
        map(SETTINGS).put(SEQUENCE, Long.toString(sequence.get()));
        file.commit();
    }

    @Override
    public synchronized void close() {
        if (path == null) {
            file.close();
            return;
        }
        try {
            compact(file, path);
        } catch (IOException unprotected) {
            throw new UncheckedIOException("the state is kept, but others may read it: " + path, unprotected);
        }
    }
}
