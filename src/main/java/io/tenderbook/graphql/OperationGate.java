package io.tenderbook.graphql;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import io.tenderbook.graphql.limits.OperationCost;
import io.tenderbook.graphql.limits.TooComplexException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Role;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one place that decides whether a valid operation may be executed, once it is known which one is meant. */
@Singleton
final class OperationGate extends SimplePerformantInstrumentation {
    /** The key of the GraphQL context under which a request says that it must change nothing. */
    static final Object QUERY_ONLY = new Object();

    /**
     * @throws AbortExecutionException if the caller's role does not reach, or the operation costs too much
     * @throws MutationOverGet if the request must change nothing, and would
     */
    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        if (execution.getOperationDefinition().getOperation() == Operation.MUTATION) {
            var context = execution.getGraphQLContext();
            if (context.getBoolean(QUERY_ONLY)) {
                throw new MutationOverGet();
            }
            Caller caller = Objects.requireNonNull(context.get(Caller.class));
            if (!caller.role().includes(Role.WRITER)) {
                throw ErrorCode.FORBIDDEN.refusal(new ForbiddenException(Role.WRITER).getMessage());
            }
        }
        try {
            OperationCost.check(execution);
        } catch (TooComplexException refusal) {
            throw ErrorCode.QUERY_TOO_COMPLEX.refusal(refusal.getMessage());
        }
        return super.beginExecuteOperation(parameters, state);
    }

    /** A GET request is safe by the rules of HTTP: it may be repeated, prefetched and logged. */
    static final class MutationOverGet extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
