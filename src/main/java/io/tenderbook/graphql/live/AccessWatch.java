package io.tenderbook.graphql.live;

import io.tenderbook.organisation.Authentication;
import io.tenderbook.organisation.Caller;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Asks again and again whether callers who stay connected still may: all of them in one statement every few seconds, and
 * nothing while nobody is connected.
 */
@Singleton
public final class AccessWatch {
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
     * @param lapsed is called once, if the caller may no more; it must not block
     */
    public Watched watch(Caller caller, Runnable lapsed) {
        var watched = new Watched(caller, lapsed);
        all.add(watched);
        pulse.join();
        return watched;
    }

    private void check() {
        var callers = all.stream().map(watched -> watched.caller).collect(Collectors.toSet());
        var lapsed = authentication.lapsed(callers);
        all.stream().filter(watched -> lapsed.contains(watched.caller)).forEach(Watched::lapse);
    }

    boolean isIdle() {
        return all.isEmpty() && !pulse.isAlive();
    }

    /** A caller who is connected. */
    public final class Watched implements AutoCloseable {
        private final Caller caller;
        private final Runnable lapsed;

        private Watched(Caller caller, Runnable lapsed) {
            this.caller = caller;
            this.lapsed = lapsed;
        }

        private void lapse() {
            close();
            lapsed.run();
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
