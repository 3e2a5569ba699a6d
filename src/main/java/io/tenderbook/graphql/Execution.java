package io.tenderbook.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.instrumentation.dataloader.DataLoaderDispatchingContextKeys;
import graphql.introspection.Introspection;
import io.micronaut.context.annotation.Property;
import io.tenderbook.organisation.Caller;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.dataloader.MappedBatchLoader;

/** Executes one operation for one caller, on one virtual thread from beginning to end. */
@Singleton
final class Execution {
    private final GraphQL engine;
    private final List<NamedBatchLoader<?, ?>> batchLoaders;
    private final boolean introspection;
    private final TimeLimit time;

    Execution(
            GraphQL engine,
            List<NamedBatchLoader<?, ?>> batchLoaders,
            @Property(name = "tenderbook.graphql.introspection", defaultValue = "true") boolean introspection,
            TimeLimit time) {
        this.engine = engine;
        this.batchLoaders = batchLoaders;
        this.introspection = introspection;
        this.time = time;
    }

    /** @throws OperationGate.MutationOverGet if the request must change nothing, and would */
    ExecutionResult execute(OperationRequest request, Caller caller) {
        var input = ExecutionInput.newExecutionInput(request.query())
                .operationName(request.operationName())
                .variables(request.variables())
                .extensions(request.extensions())
                .locale(Locale.ENGLISH)
                .graphQLContext(Map.of(
                        Caller.class,
                        caller,
                        OperationGate.QUERY_ONLY,
                        request.queryOnly(),
                        Introspection.INTROSPECTION_DISABLED,
                        !introspection,
                        // A fetcher may ask one loader with what another gave it.
                        DataLoaderDispatchingContextKeys.ENABLE_DATA_LOADER_CHAINING,
                        true))
                .dataLoaderRegistry(dataLoaders(caller))
                .build();
        return time.limit(input, () -> engine.execute(input));
    }

    /** New for each request: what a loader remembers belongs to one caller and one moment. */
    private DataLoaderRegistry dataLoaders(Caller caller) {
        var registry = DataLoaderRegistry.newRegistry();
        batchLoaders.forEach(loader -> register(loader, caller, registry));
        return registry.build();
    }

    private static <K, V> void register(
            NamedBatchLoader<K, V> loader, Caller caller, DataLoaderRegistry.Builder registry) {
        MappedBatchLoader<K, V> load = keys -> CompletableFuture.completedFuture(loader.load(keys, caller));
        registry.register(loader.name(), DataLoaderFactory.newMappedDataLoader(load));
    }
}
