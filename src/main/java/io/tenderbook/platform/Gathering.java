package io.tenderbook.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does together what many threads ask for at the same time. One round runs at a time, on the thread of one of those whom it
 * serves; who asks meanwhile is served by the next. So a round begins after each of its questions was asked: what it reads
 * is never older than the question, and who asks alone waits for nobody. Thread-safe.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class Gathering<Q, A extends @Nullable Object> {
    private final int most;
    private final Function<List<Q>, List<A>> round;
    private final Deque<Seat<Q, A>> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * @param most in one round
     * @param round answers in the order of the questions; what it throws is thrown to all whom it served
     */
    public Gathering(int most, Function<List<Q>, List<A>> round) {
        this.most = most;
        this.round = round;
    }

    /** Who waits; told true when it is to lead the next round, false when it has its answer. */
    private static final class Seat<Q, A extends @Nullable Object> {
        private final Q question;
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
        private final CompletableFuture<A> answer = new CompletableFuture<>();

        Seat(Q question) {
            this.question = question;
        }
    }

    /** Waits for the answer: for as long as the round under way and the one after it take. */
    public A ask(Q question) {
        var seat = new Seat<Q, A>(question);
        if (leads(seat) || seat.turn.join()) {
            lead();
        }
        try {
            return seat.answer.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private synchronized boolean leads(Seat<Q, A> seat) {
        waiting.add(seat);
        boolean first = !busy;
        busy = true;
        return first;
    }

    private void lead() {
        List<Seat<Q, A>> served = take();
        try {
            List<A> answers =
                    round.apply(served.stream().map(seat -> seat.question).toList());
            for (int i = 0; i < served.size(); i++) {
                served.get(i).answer.complete(answers.get(i));
            }
        } catch (RuntimeException | Error failure) {
            served.forEach(seat -> seat.answer.completeExceptionally(failure));
        } finally {
            handOver();
        }
        served.forEach(seat -> seat.turn.complete(false));
    }

    private synchronized List<Seat<Q, A>> take() {
        int size = Math.min(most, waiting.size());
        List<Seat<Q, A>> served = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            served.add(waiting.remove());
        }
        return served;
    }

    /** The longest waiting leads the next round, and is one of those it serves. */
    private synchronized void handOver() {
        Seat<Q, A> next = waiting.peek();
        busy = next != null;
        if (next != null) {
            next.turn.complete(true);
        }
    }
}
