package io.tenderbook.graphql;

import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.GatheredReads;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.dataloader.MappedBatchLoader;

/**
 * The loaders of each request. What requests of the same organisation and role ask a loader for at the same time is read
 * together, but only while they wait for it: nothing is kept from one read to the next.
 */
@Singleton
final class DataLoaders {
    /** For each loader. One that is dropped is made anew: it only gathers. */
    private static final int MOST_SCOPES = 1_000;

    private final Map<NamedBatchLoader<?, ?>, Shared<?, ?>> loaders;

    DataLoaders(List<NamedBatchLoader<?, ?>> loaders) {
        this.loaders = loaders.stream().collect(toMap(Function.identity(), Shared::new));
    }

    /** New for each request that needs it: what a loader remembers belongs to one caller and one moment. */
    <K, V> void register(NamedBatchLoader<K, V> loader, Caller caller, DataLoaderRegistry registry) {
        MappedBatchLoader<K, V> load = keys -> CompletableFuture.completedFuture(read(loader, keys, caller));
        registry.computeIfAbsent(loader.name(), name -> DataLoaderFactory.newMappedDataLoader(load));
    }

    /** The values of these keys by one of the loaders, at once. */
    @SuppressWarnings("unchecked") // what a loader's reads are kept under is that loader
    <K, V> Map<K, V> read(NamedBatchLoader<K, V> loader, Set<K> keys, Caller caller) {
        return ((Shared<K, V>) Objects.requireNonNull(loaders.get(loader))).read(keys, caller);
    }

    /** Who may be shown the same. */
    private record Scope(UUID organisationId, Role role) {}

    private static final class Shared<K, V> {
        private final NamedBatchLoader<K, V> loader;
        private final Cache<Scope, GatheredReads<K, V>> reads =
                Caffeine.newBuilder().maximumSize(MOST_SCOPES).build();

        Shared(NamedBatchLoader<K, V> loader) {
            this.loader = loader;
        }

        Map<K, V> read(Set<K> keys, Caller caller) {
            return reads.get(
                            new Scope(caller.organisationId(), caller.role()),
                            first -> new GatheredReads<>(asked -> loader.load(asked, caller)))
                    .read(keys);
        }
    }
}
