package io.tenderbook.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.AbortExecutionException;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.instrumentation.dataloader.DataLoaderDispatchingContextKeys;
import graphql.execution.reactive.SubscriptionPublisher;
import graphql.introspection.Introspection;
import io.micronaut.context.annotation.Property;
import io.tenderbook.organisation.Caller;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import org.dataloader.DataLoaderRegistry;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Executes one operation for one caller, on one virtual thread from beginning to end. */
@Singleton
public final class Execution {
    private final GraphQL engine;
    private final GraphQL eventEngine;
    private final DataLoaders loaders;
    private final boolean introspection;
    private final DocumentLookup documents;
    private final TimeLimit time;

    Execution(
            GraphQL engine,
            ErrorHandler errors,
            DataLoaders loaders,
            @Property(name = "tenderbook.graphql.introspection", defaultValue = "true") boolean introspection,
            DocumentLookup documents,
            TimeLimit time) {
        this.engine = engine;
        eventEngine =
                engine.transform(builder -> builder.subscriptionExecutionStrategy(new AsyncExecutionStrategy(errors)));
        this.loaders = loaders;
        this.introspection = introspection;
        this.documents = documents;
        this.time = time;
    }

    /**
     * Executes an operation. The data of a subscription is a {@code Publisher} of results, which are computed one after
     * another while the thread of its source waits.
     *
     * @throws OperationGate.MutationOverGet if the request must change nothing, and would
     */
    public ExecutionResult execute(OperationRequest request, Caller caller) {
        try {
            String document = documents.text(request.document(), caller);
            var result = limited(engine, input(document, request, caller).build());
            return result.getData() instanceof SubscriptionPublisher subscription
                    ? result.transform(builder -> builder.data(results(document, request, caller, subscription)))
                    : result;
        } catch (AbortExecutionException refusal) {
            return refusal.toExecutionResult();
        }
    }

    /**
     * Each event is executed as an operation of its own whose root it is, with loaders that remember nothing of the event
     * before. The engine's own way shares one execution, which keeps something of every event for as long as it lasts. An
     * event that could not be told is the last: going on would let its listener miss it without noticing.
     */
    private Publisher<ExecutionResult> results(
            String document, OperationRequest request, Caller caller, SubscriptionPublisher subscription) {
        return Flux.from(subscription.getUpstreamPublisher())
                .map(event -> limited(
                        eventEngine,
                        input(document, request, caller).root(event).build()))
                .takeUntil(result -> result.getData() == null);
    }

    private ExecutionResult limited(GraphQL by, ExecutionInput input) {
        return time.limit(input, () -> by.execute(input));
    }

    private ExecutionInput.Builder input(String document, OperationRequest request, Caller caller) {
        return ExecutionInput.newExecutionInput(document)
                .operationName(request.operationName())
                .variables(request.variables())
                .extensions(request.extensions())
                .locale(Locale.ENGLISH)
                .graphQLContext(Map.of(
                        Caller.class,
                        caller,
                        DataLoaders.class,
                        loaders,
                        OperationGate.QUERY_ONLY,
                        request.queryOnly(),
                        Introspection.INTROSPECTION_DISABLED,
                        !introspection,
                        // A fetcher may ask one loader with what another gave it.
                        DataLoaderDispatchingContextKeys.ENABLE_DATA_LOADER_CHAINING,
                        true))
                .dataLoaderRegistry(new DataLoaderRegistry());
    }
}
