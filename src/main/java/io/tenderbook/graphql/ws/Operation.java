package io.tenderbook.graphql.ws;

import graphql.ExecutionResult;
import io.tenderbook.graphql.Answers;
import io.tenderbook.platform.RequestId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One operation of a connection. It asks for the next result when the client has taken the last. What it computes is
 * thrown away once the client wants it no more.
 */
final class Operation implements Subscriber<Object> {
    private final String id;
    private final RequestId requestId;
    private final Wire wire;
    private final Consumer<Operation> forget;
    private final Runnable done;
    private final AtomicBoolean over = new AtomicBoolean();

    /** The client, until it has heard the end, and the execution, until it has returned. */
    private final AtomicInteger holders = new AtomicInteger(2);

    private volatile @Nullable Subscription source;

    /**
     * @param forget frees its id: nothing more is told
     * @param done frees its place: nothing more is done
     */
    Operation(String id, RequestId requestId, Wire wire, Consumer<Operation> forget, Runnable done) {
        this.id = id;
        this.requestId = requestId;
        this.wire = wire;
        this.forget = forget;
        this.done = done;
    }

    /** Tells the client what becomes of the operation, on a thread that may block. */
    void run(Supplier<ExecutionResult> execution) {
        try {
            tellAll(execution.get());
        } catch (RuntimeException failure) {
            onError(failure);
        } finally {
            letGo();
        }
    }

    private void tellAll(ExecutionResult result) {
        if (result.getData() instanceof Publisher<?> results) {
            results.subscribe(this);
        } else if (result.isDataPresent()) {
            if (tell(result)) {
                onComplete();
            }
        } else {
            end(ServerMessage.error(id, Answers.of(result, requestId)));
        }
    }

    /** The client wants no more of it. */
    void cancel() {
        if (over.compareAndSet(false, true)) {
            forget.accept(this);
            var subscription = source;
            if (subscription != null) {
                subscription.cancel();
            }
            letGo();
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        source = subscription;
        if (over.get()) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(Object result) {
        var subscription = source;
        if (tell((ExecutionResult) result) && subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(ServerMessage.error(id, Answers.of(failure, requestId)));
    }

    @Override
    public void onComplete() {
        end(ServerMessage.complete(id));
    }

    private boolean tell(ExecutionResult result) {
        if (over.get()) {
            return false;
        }
        Map<String, @Nullable Object> answer = Answers.of(result, requestId);
        try {
            if (wire.deliver(ServerMessage.next(id, answer))) {
                return true;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        cancel();
        return false;
    }

    /** The id is free before the client can hear that it is. */
    private void end(String lastMessage) {
        if (over.compareAndSet(false, true)) {
            forget.accept(this);
            wire.send(lastMessage);
            letGo();
        }
    }

    private void letGo() {
        if (holders.decrementAndGet() == 0) {
            done.run();
        }
    }
}
