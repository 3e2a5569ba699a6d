package io.tenderbook.graphql;

import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import io.tenderbook.platform.page.BadPageException;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every exception of a data fetcher or a data loader ends. What the caller did wrong is told; what went wrong with
 * us is logged, under the request's id, and masked.
 */
@Singleton
final class ErrorHandler implements DataFetcherExceptionHandler {
    static final String MASK = "Internal error. Quote the request id when you report it.";

    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        var failure = unwrapped(parameters.getException());
        var error = GraphqlErrorBuilder.newError().path(parameters.getPath()).location(parameters.getSourceLocation());
        switch (failure) {
            case BadRequestException wrong ->
                error.errorType(ErrorCode.BAD_REQUEST).message(wrong.getMessage());
            case BadPageException wrong ->
                error.errorType(ErrorCode.BAD_REQUEST).message(wrong.getMessage());
            case ForbiddenException denied ->
                error.errorType(ErrorCode.FORBIDDEN).message(denied.getMessage());
            default -> {
                LOG.error("Fetching {} failed", parameters.getPath(), failure);
                error.errorType(ErrorCode.INTERNAL).message(MASK);
            }
        }
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error.build()).build());
    }

    private static Throwable unwrapped(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? unwrapped(cause) : failure;
    }
}
