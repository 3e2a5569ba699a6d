package io.tenderbook.graphql;

import graphql.GraphQL;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.schema.GraphQLSchema;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.graphql.v20_0.GraphQLTelemetry;
import io.tenderbook.platform.telemetry.TracesWanted;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

@Factory
final class EngineFactory {
    @Singleton
    @Requires(condition = TracesWanted.class)
    GraphQLTelemetry telemetry(OpenTelemetry telemetry) {
        return GraphQLTelemetry.builder(telemetry)
                .setDataFetcherInstrumentationEnabled(true)
                // Documents hold what callers wrote into them; the operation's name says which one it was.
                .setCaptureQuery(false)
                .setAddOperationNameToSpanName(true)
                .build();
    }

    /** Made at the start of the program, so that a schema that does not fit its fetchers is found then. */
    @Context
    GraphQL engine(
            GraphQLSchema schema,
            DocumentCache documents,
            ErrorHandler errors,
            OperationGate gate,
            @Nullable GraphQLTelemetry telemetry) {
        return GraphQL.newGraphQL(schema)
                .preparsedDocumentProvider(documents)
                .defaultDataFetcherExceptionHandler(errors)
                .instrumentation(
                        telemetry == null ? gate : new ChainedInstrumentation(telemetry.newInstrumentation(), gate))
                .build();
    }
}
