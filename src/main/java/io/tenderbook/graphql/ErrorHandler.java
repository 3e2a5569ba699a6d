package io.tenderbook.graphql;

import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import io.tenderbook.graphql.live.AccessLapsedException;
import io.tenderbook.graphql.live.TooManyException;
import io.tenderbook.platform.page.BadPageException;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every exception of a data fetcher, a data loader or a stream ends. What the caller did wrong is told; what went wrong with
 * us is logged, under the request's id, and masked.
 */
@Singleton
final class ErrorHandler implements DataFetcherExceptionHandler {
    static final String MASK = "Internal error. Quote the request id when you report it.";

    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        var told = Told.of(parameters.getException(), parameters.getPath());
        var error = GraphqlErrorBuilder.newError()
                .path(parameters.getPath())
                .location(parameters.getSourceLocation())
                .errorType(told.code())
                .message("%s", told.message());
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error.build()).build());
    }

    /** What a caller is told of a failure. */
    record Told(ErrorCode code, String message) {
        /** @param where for the log */
        static Told of(Throwable failure, Object where) {
            return switch (unwrapped(failure)) {
                case BadRequestException wrong -> new Told(ErrorCode.BAD_REQUEST, wrong);
                case BadPageException wrong -> new Told(ErrorCode.BAD_REQUEST, wrong);
                case ForbiddenException denied -> new Told(ErrorCode.FORBIDDEN, denied);
                case TooManyException full -> new Told(ErrorCode.RATE_LIMITED, full);
                case AccessLapsedException lapsed -> new Told(ErrorCode.UNAUTHENTICATED, lapsed);
                case Throwable ours -> {
                    LOG.error("Fetching {} failed", where, ours);
                    yield new Told(ErrorCode.INTERNAL, MASK);
                }
            };
        }

        private Told(ErrorCode code, RuntimeException theirs) {
            this(code, String.valueOf(theirs.getMessage()));
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? unwrapped(cause) : failure;
    }
}
