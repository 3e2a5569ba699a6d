package io.tenderbook.graphql;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one list. What a field of the first of them needs is read for all of them in that moment, because each of
 * them has the same field. A data loader would find that out by letting all of them wait, which costs more than what is
 * then read; it is for objects that several lists have brought. Of one request, and of its thread.
 */
public final class Siblings<S> {
    private final Set<S> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<NamedBatchLoader<?, ?>, Map<?, ?>> read = new HashMap<>();

    private Siblings(List<S> objects) {
        this.objects.addAll(objects);
    }

    /**
     * What the fetcher of a list answers, so that its objects are known as siblings.
     *
     * @param list what it would answer else
     * @param objects those in the list
     */
    public static <T, S> DataFetcherResult<T> of(T list, List<S> objects) {
        var result = DataFetcherResult.<T>newResult();
        return result.data(list).localContext(new Siblings<>(objects)).build();
    }

    /** Those of the object whose field is being fetched; null if it is not known to have any. */
    @SuppressWarnings("unchecked") // an object is among objects of its own class
    static <S> @Nullable Siblings<S> with(S object, DataFetchingEnvironment environment) {
        return environment.getLocalContext() instanceof Siblings<?> siblings && siblings.objects.contains(object)
                ? (Siblings<S>) siblings
                : null;
    }

    /**
     * The value of one of them, read with those of all the others unless it was read already.
     *
     * @param own what it is loaded by
     * @param key what each of them is loaded by; null for one without a value
     * @return null if there is none
     * @throws RuntimeException what the reading threw, for each of them
     */
    @SuppressWarnings("unchecked") // what is kept for a loader is of its types
    <K, V> @Nullable V value(
            NamedBatchLoader<K, V> loader, K own, Function<S, @Nullable K> key, Function<Set<K>, Map<K, V>> reader) {
        var known = (Map<K, CompletableFuture<Map<K, V>>>) read.computeIfAbsent(loader, first -> new HashMap<>());
        var reading = known.get(own);
        if (reading == null) {
            Set<K> keys = keys(key);
            keys.removeAll(known.keySet());
            reading = attempt(keys, reader);
            for (K each : keys) {
                known.put(each, reading);
            }
        }
        return reading.join().get(own);
    }

    private <K> Set<K> keys(Function<S, @Nullable K> key) {
        Set<K> keys = new HashSet<>();
        objects.stream().map(key).filter(Objects::nonNull).forEach(keys::add);
        return keys;
    }

    /** A failure is kept too: the others' turns would only repeat it. */
    private static <K, V> CompletableFuture<Map<K, V>> attempt(Set<K> keys, Function<Set<K>, Map<K, V>> reader) {
        try {
            return CompletableFuture.completedFuture(reader.apply(keys));
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
