package io.tenderbook.graphql;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.introspection.IntrospectionDisabledError;
import io.tenderbook.platform.CardNumbers;
import io.tenderbook.platform.RequestId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The body of an answer: every error has a code and the request's id, and none tells what went on inside. */
public final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private static final Set<ErrorClassification> THEIR_MISTAKES =
            Set.of(ErrorType.InvalidSyntax, ErrorType.ValidationError, ErrorType.OperationNotSupported);

    private Answers() {}

    public static Map<String, @Nullable Object> of(ExecutionResult result, RequestId id) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (!result.getErrors().isEmpty()) {
            body.put(
                    "errors",
                    result.getErrors().stream().map(error -> shaped(error, id)).toList());
        }
        if (result.isDataPresent()) {
            body.put("data", result.getData());
        }
        return body;
    }

    /** In the place of a result that could not be computed. */
    public static Map<String, @Nullable Object> of(Throwable failure, RequestId id) {
        var told = ErrorHandler.Told.of(failure, "a stream");
        return of(told.code(), told.message(), id);
    }

    static Map<String, @Nullable Object> of(ErrorCode code, String message, RequestId id) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", CardNumbers.hide(message));
        error.put("extensions", extensions(code, id));
        return Map.of("errors", List.of(error));
    }

    static ErrorCode code(GraphQLError error) {
        if (error.getErrorType() instanceof ErrorCode ours) {
            return ours;
        }
        boolean theirs = THEIR_MISTAKES.contains(error.getErrorType()) || error instanceof IntrospectionDisabledError;
        return theirs ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
    }

    private static Map<String, @Nullable Object> shaped(GraphQLError error, RequestId id) {
        ErrorCode code = code(error);
        if (code == ErrorCode.INTERNAL && error.getErrorType() != ErrorCode.INTERNAL) {
            LOG.error("The engine answered: {}", error);
        }
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("message", code == ErrorCode.INTERNAL ? ErrorHandler.MASK : CardNumbers.hide(error.getMessage()));
        if (error.getLocations() != null && !error.getLocations().isEmpty()) {
            shape.put("locations", error.toSpecification().get("locations"));
        }
        if (error.getPath() != null) {
            shape.put("path", error.getPath());
        }
        shape.put("extensions", extensions(code, id));
        return shape;
    }

    private static Map<String, String> extensions(ErrorCode code, RequestId id) {
        return Map.of("code", code.name(), "requestId", id.value());
    }
}
