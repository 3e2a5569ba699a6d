package io.tenderbook.graphql.live;

import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.tenderbook.organisation.Authentication;
import io.tenderbook.organisation.Caller;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends callers who stay connected away: those who may stay no more, asked of all of them in one statement every few
 * seconds, and everybody when this instance stops.
 */
@Singleton
public final class AccessWatch implements GracefulShutdownCapable {
    private final Authentication authentication;
    private final Pulse pulse;
    private final Set<Watched> all = ConcurrentHashMap.newKeySet();

    AccessWatch(Authentication authentication, LiveSettings settings) {
        this.authentication = authentication;
        pulse = new Pulse("live-access", settings.access(), this::check);
    }

    /**
     * Watches a caller until this is closed.
     *
     * @param farewell one of its methods is called at most once
     */
    public Watched watch(Caller caller, Farewell farewell) {
        var watched = new Watched(caller, farewell);
        all.add(watched);
        pulse.join();
        return watched;
    }

    private void check() {
        var callers = all.stream().map(watched -> watched.caller).collect(Collectors.toSet());
        var lapsed = authentication.lapsed(callers);
        all.stream()
                .filter(watched -> lapsed.contains(watched.caller))
                .forEach(watched -> watched.end(Farewell::lapsed));
    }

    /** Tells everybody to connect again, to another instance. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        all.forEach(watched -> watched.end(Farewell::goingAway));
        return CompletableFuture.completedFuture(null);
    }

    boolean isIdle() {
        return all.isEmpty() && !pulse.isAlive();
    }

    /** How a connection ends that the caller has not ended. Neither method may block. */
    public interface Farewell {
        /** The caller may stay no more. */
        void lapsed();

        /** The caller may come back at once. */
        void goingAway();
    }

    /** A caller who is connected. */
    public final class Watched implements AutoCloseable {
        private final Caller caller;
        private final Farewell farewell;

        private Watched(Caller caller, Farewell farewell) {
            this.caller = caller;
            this.farewell = farewell;
        }

        private void end(Consumer<Farewell> way) {
            close();
            way.accept(farewell);
        }

        /** Watches it no more. */
        @Override
        public void close() {
            if (all.remove(this)) {
                pulse.leave();
            }
        }
    }
}
