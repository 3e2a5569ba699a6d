package io.tenderbook.graphql;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import io.micronaut.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in {@code extensions.code} of an error, for programs to decide by. */
enum ErrorCode implements ErrorClassification {
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    /** More than one request may ask for. */
    QUERY_TOO_COMPLEX(HttpStatus.BAD_REQUEST),
    /** The document of this hash is not known, or no more: to be sent as a whole. */
    PERSISTED_QUERY_NOT_FOUND(HttpStatus.BAD_REQUEST),
    /** What lasts has outlasted the caller's access; other requests do not come this far. */
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
    FORBIDDEN(HttpStatus.FORBIDDEN),
    /** Where only the documents that were deployed are executed. */
    DOCUMENT_NOT_TRUSTED(HttpStatus.FORBIDDEN),
    /** The caller asks more often than it may. */
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
    /** The operation took longer than one may; nothing further of it is done. */
    TIMEOUT(HttpStatus.SERVICE_UNAVAILABLE),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    ErrorCode(HttpStatus status) {
        this.status = status;
    }

    /** Of an answer that has no data for this reason. */
    HttpStatus status() {
        return status;
    }

    /** @param message for the caller, as an exception gives it */
    GraphQLError error(@Nullable String message) {
        return GraphqlErrorBuilder.newError()
                .errorType(this)
                .message("%s", message)
                .build();
    }

    /** What an instrumentation throws to refuse an operation. */
    AbortExecutionException refusal(@Nullable String message) {
        return new AbortExecutionException(List.of(error(message)));
    }
}
