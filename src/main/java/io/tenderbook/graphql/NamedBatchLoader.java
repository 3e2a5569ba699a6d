package io.tenderbook.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.organisation.Caller;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
        loaders(environment).register(this, caller(environment), environment.getDataLoaderRegistry());
        return Objects.requireNonNull(environment.<K, @Nullable V>getDataLoader(name()))
                .load(key);
    }

    /**
     * What a fetcher returns that needs a value for the object whose field it is: loaded together with those of its
     * {@link Siblings}, or of its level.
     *
     * @param key what an object's value is loaded by; null if it has none
     * @param shown what becomes of the value, which is null where there is none
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the engine takes values and futures alike
    default <S> @Nullable Object loadFor(
            S object,
            Function<S, @Nullable K> key,
            Function<@Nullable V, ? extends @Nullable Object> shown,
            DataFetchingEnvironment environment) {
        K own = key.apply(object);
        if (own == null) {
            return shown.apply(null);
        }
        var siblings = Siblings.with(object, environment);
        if (siblings == null) {
            return loadOne(own, environment).thenApply(shown);
        }
        var loaders = loaders(environment);
        var caller = caller(environment);
        return shown.apply(siblings.value(this, own, key, keys -> loaders.read(this, keys, caller)));
    }

    /** The value as it is. */
    default <S> @Nullable Object loadFor(S object, Function<S, @Nullable K> key, DataFetchingEnvironment environment) {
        return loadFor(object, key, value -> value, environment);
    }

    private static DataLoaders loaders(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getGraphQlContext().get(DataLoaders.class));
    }

    private static Caller caller(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getGraphQlContext().get(Caller.class));
    }
}
