package io.tenderbook.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does together what many threads ask for at the same time. So many rounds run at a time, each on the thread of one of those
 * whom it serves; who asks meanwhile is served by a later one. Beside another, a round begins only once it has enough to do:
 * two small ones cost more than one of both. A round begins after each of its questions was asked: what
 * it reads is never older than the question, and who asks alone waits for nobody. Thread-safe.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class Gathering<Q, A extends @Nullable Object> {
    /** So many have to wait for a round to begin beside another. */
    static final int WORTH_ANOTHER_ROUND = 16;

    private final int atOnce;
    private final int most;
    private final ToIntFunction<Q> weight;
    private final Function<List<Q>, List<A>> round;
    private final Deque<Seat<Q, A>> waiting = new ArrayDeque<>();
    private int running;

    /**
     * One round at a time.
     *
     * @param most questions in one round
     * @param round answers in the order of the questions; what it throws is thrown to all whom it served
     */
    public Gathering(int most, Function<List<Q>, List<A>> round) {
        this(1, most, question -> 1, round);
    }

    /**
     * @param atOnce how many rounds run at a time
     * @param most what the questions of one round weigh together; one that is heavier has a round of its own
     * @param round answers in the order of the questions; what it throws is thrown to all whom it served
     */
    public Gathering(int atOnce, int most, ToIntFunction<Q> weight, Function<List<Q>, List<A>> round) {
        this.atOnce = atOnce;
        this.most = most;
        this.weight = weight;
        this.round = round;
    }

    /** Who waits; told true when it is to lead a round, false when it has its answer. */
    private static final class Seat<Q, A extends @Nullable Object> {
        private final Q question;
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
        private final CompletableFuture<A> answer = new CompletableFuture<>();

        Seat(Q question) {
            this.question = question;
        }
    }

    /** Waits for the answer: for as long as a round under way and the one after it take. */
    public A ask(Q question) {
        var seat = new Seat<Q, A>(question);
        if (leads(seat) || seat.turn.join()) {
            lead(seat);
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
        if (running == 0 || (running < atOnce && isWorthARound(waiting.size() + 1))) {
            running++;
            return true;
        }
        waiting.add(seat);
        return false;
    }

    private void lead(Seat<Q, A> leader) {
        List<Seat<Q, A>> served = new ArrayList<>();
        served.add(leader);
        try {
            join(served);
            List<A> answers =
                    round.apply(served.stream().map(seat -> seat.question).toList());
            for (int i = 0; i < served.size(); i++) {
                served.get(i).answer.complete(answers.get(i));
            }
        } catch (Throwable failure) { // whatever it is, nobody is left waiting
            served.forEach(seat -> seat.answer.completeExceptionally(failure));
        } finally {
            handOver();
        }
        served.forEach(seat -> seat.turn.complete(false));
    }

    /** Adds to the leader as many of those who wait, in their order, as have room with it. */
    private synchronized void join(List<Seat<Q, A>> served) {
        int room = most - weight.applyAsInt(served.getFirst().question);
        while (!waiting.isEmpty()) {
            room -= weight.applyAsInt(waiting.element().question);
            if (room < 0) {
                break;
            }
            served.add(waiting.remove());
        }
    }

    /** The longest waiting leads the next round. */
    private synchronized void handOver() {
        Seat<Q, A> next = running == 1 || isWorthARound(waiting.size()) ? waiting.poll() : null;
        if (next == null) {
            running--;
        } else {
            next.turn.complete(true);
        }
    }

    private static boolean isWorthARound(int questions) {
        return questions >= WORTH_ANOTHER_ROUND;
    }
}
