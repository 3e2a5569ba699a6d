package io.tenderbook.platform;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads values by their keys; those who ask at the same time share a read, which begins after each of them has asked.
 * Nothing is kept from one read to the next. Thread-safe.
 */
public final class GatheredReads<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(GatheredReads.class);

    /** While the answers of one are taken in, the database works on the other. */
    private static final int AT_ONCE = 2;

    private static final int MOST_KEYS = 1_024;

    private final BooleanSupplier inTransaction;
    private final Function<Set<K>, Map<K, V>> read;
    private final Gathering<Set<K>, Map<K, V>> rounds;

    /**
     * For those who never read inside a transaction.
     *
     * @param read the values by key; a key left out has none
     */
    public GatheredReads(Function<Set<K>, Map<K, V>> read) {
        this(() -> false, read);
    }

    /** For those who may: then they read alone, and see what the transaction has written. */
    public GatheredReads(Transactions transactions, Function<Set<K>, Map<K, V>> read) {
        this(transactions::isOpen, read);
    }

    private GatheredReads(BooleanSupplier inTransaction, Function<Set<K>, Map<K, V>> read) {
        this.inTransaction = inTransaction;
        this.read = read;
        rounds = new Gathering<>(AT_ONCE, MOST_KEYS, Set::size, this::together);
    }

    /**
     * The values of these keys, perhaps with those of others.
     *
     * @throws RuntimeException what reading these alone throws
     */
    public Map<K, V> read(Set<K> keys) {
        if (inTransaction.getAsBoolean()) {
            return read.apply(keys);
        }
        try {
            return rounds.ask(keys);
        } catch (RuntimeException failure) {
            if (DatabaseAway.isBehind(failure)) {
                throw failure;
            }
            // Of several, only one may be at fault.
            LOG.debug("Values could not be read together", failure);
            return read.apply(keys);
        }
    }

    private List<Map<K, V>> together(List<Set<K>> asked) {
        Set<K> keys = asked.getFirst();
        if (asked.size() > 1) {
            keys = new HashSet<>();
            asked.forEach(keys::addAll);
        }
        Map<K, V> values = read.apply(keys);
        return asked.stream().map(each -> values).toList();
    }
}
