package io.tenderbook.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.propagation.PropagatedContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends the wait for an operation that takes too long. */
@Singleton
final class TimeLimit {
    private final Duration limit;

    TimeLimit(@Property(name = "tenderbook.graphql.timeout", defaultValue = "30s") Duration limit) {
        this.limit = limit;
    }

    /**
     * Does the work on a virtual thread of its own, in the context of the caller's. Work that is not done in time is
     * answered for with an error and goes on only to the end of the fetcher that it is in; what that does is done.
     */
    ExecutionResult limit(ExecutionInput input, Callable<ExecutionResult> work) {
        var task = new FutureTask<>(PropagatedContext.wrapCurrent(work));
        Thread.ofVirtual().name("operation").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            input.cancel();
            return ExecutionResultImpl.newExecutionResult()
                    .addError(
                            ErrorCode.TIMEOUT.error(
                                    "The operation took longer than an operation may and was stopped. Ask for less at once. What it had begun may still take effect: repeat a mutation with the same idempotencyKey."))
                    .build();
        } catch (InterruptedException stop) {
            input.cancel();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an operation was executed", stop);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException ours
                    ? ours
                    : new CompletionException(failure.getCause());
        }
    }
}
