package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.graphql.NamedBatchLoader;
import io.tenderbook.platform.Ids;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Loads objects of the caller's organisation by our id; any other id is a null. */
interface IdLoader<V> extends NamedBatchLoader<UUID, V> {
    /** By an id as a caller wrote it. */
    default CompletableFuture<@Nullable V> loadWritten(String id, DataFetchingEnvironment environment) {
        return loadIfAny(Ids.parse(id).orElse(null), environment);
    }

    default CompletableFuture<@Nullable V> loadIfAny(@Nullable UUID id, DataFetchingEnvironment environment) {
        return id == null ? CompletableFuture.completedFuture(null) : loadOne(id, environment);
    }
}
