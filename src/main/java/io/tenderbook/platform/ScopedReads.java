package io.tenderbook.platform;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Reads values by a key within a scope, such as an id within an organisation. As with {@link GatheredReads}, those who ask at
 * the same time share a read for each scope, and nothing is kept. Thread-safe.
 *
 * @param <S> a scope
 * @param <K> a key that is unique within it
 */
public final class ScopedReads<S, K, V> {
    private final BiFunction<S, Set<K>, Map<K, V>> read;
    private final GatheredReads<Scoped<S, K>, V> reads;

    /**
     * Who asks inside a transaction reads alone, and sees what the transaction has written.
     *
     * @param read the values by key; a key left out has none
     */
    public ScopedReads(Transactions transactions, BiFunction<S, Set<K>, Map<K, V>> read) {
        this.read = read;
        reads = new GatheredReads<>(transactions, this::readAll);
    }

    private record Scoped<S, K>(S scope, K key) {}

    /** @throws RuntimeException what reading this value alone throws */
    public Optional<V> read(S scope, K key) {
        var scoped = new Scoped<>(scope, key);
        return Optional.ofNullable(reads.read(Set.of(scoped)).get(scoped));
    }

    private Map<Scoped<S, K>, V> readAll(Set<Scoped<S, K>> keys) {
        Map<Scoped<S, K>, V> values = new HashMap<>();
        keys.stream()
                .collect(groupingBy(Scoped::scope, mapping(Scoped::key, toSet())))
                .forEach((scope, own) ->
                        read.apply(scope, own).forEach((key, value) -> values.put(new Scoped<>(scope, key), value)));
        return values;
    }
}
