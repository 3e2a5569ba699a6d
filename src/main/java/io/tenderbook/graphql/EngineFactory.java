package io.tenderbook.graphql;

import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;

@Factory
final class EngineFactory {
    /** Made at the start of the program, so that a schema that does not fit its fetchers is found then. */
    @Context
    GraphQL engine(GraphQLSchema schema, DocumentCache documents, ErrorHandler errors, OperationGate gate) {
        return GraphQL.newGraphQL(schema)
                .preparsedDocumentProvider(documents)
                .defaultDataFetcherExceptionHandler(errors)
                .instrumentation(gate)
                .build();
    }
}
