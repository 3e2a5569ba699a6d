package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Ids are unique over all types, so each kind of object is asked in turn. */
@Singleton
final class NodeFetcher implements FieldFetcher<CompletableFuture<@Nullable Object>> {
    private final List<IdLoader<?>> loaders;

    NodeFetcher(List<IdLoader<?>> loaders) {
        this.loaders = loaders;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "node");
    }

    @Override
    public CompletableFuture<@Nullable Object> get(DataFetchingEnvironment environment) {
        String id = Objects.requireNonNull(environment.getArgument("id"));
        CompletableFuture<@Nullable Object> found = CompletableFuture.completedFuture(null);
        for (IdLoader<?> loader : loaders) {
            found = found.thenCompose(already -> already != null
                    ? CompletableFuture.completedFuture(already)
                    : loader.loadWritten(id, environment).thenApply(object -> object));
        }
        return found;
    }
}
