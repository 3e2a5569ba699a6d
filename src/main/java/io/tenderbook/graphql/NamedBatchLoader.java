package io.tenderbook.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.organisation.Caller;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Loads many values at once for all the fields that need one, of one request or of several. Declaring the bean is enough.
 * It runs on a request's virtual thread and may block; what it throws is masked.
 */
public interface NamedBatchLoader<K, V> {
    String name();

    /**
     * @param keys perhaps those of several requests that came at the same time
     * @param caller one of those who ask; all of them have its organisation and role, on which alone the values may depend
     * @return the values by key; a key left out is a null
     */
    Map<K, V> load(Set<K> keys, Caller caller);

    /** What a fetcher returns that needs one value: it is loaded together with all the others of its level. */
    default CompletableFuture<@Nullable V> loadOne(K key, DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.<K, @Nullable V>getDataLoader(name()))
                .load(key);
    }
}
