package io.tenderbook.webhook;

import io.tenderbook.provider.Connector;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies one family of a provider's events. Declaring the bean is enough; no two may claim one type.
 *
 * <p>A handler blocks, may be called for one event again and again, and must call {@link Mark#settle} inside the
 * transaction that holds the event's effect. What it throws is tried again later.
 */
public interface EventHandler {
    /** The provider whose events these are. */
    String provider();

    Set<String> eventTypes();

    /**
     * Why an event does not belong to the connector it was delivered to; null if it does. It is asked before every try, so
     * that an event that was rejected can be replayed once the connector's settings are right.
     */
    @Nullable
    String rejection(Connector connector, StoredEvent event);

    Outcome handle(Connector connector, StoredEvent event, Mark mark);

    /**
     * Applies what it can of several events of one connector, in the transaction that is open on this thread and without
     * asking the provider. Those that it does not settle are handled alone, as are all if it throws.
     */
    default void handleTogether(Connector connector, List<Together> events) {}

    /** One of several events. */
    record Together(StoredEvent event, End end) {}

    /** How a handler's call ended. */
    sealed interface Outcome {
        /** The mark was set. */
        record Settled() implements Outcome {}

        /** Nothing was decided; try again, not before that time has passed. It counts as no failure. */
        record Later(Duration delay, String reason) implements Outcome {}

        /** Another thread works on it together with others of its kind, and tells the mark how that ended. */
        record HandedOn() implements Outcome {}
    }

    /** Where it is told that an event has ended. */
    interface End {
        /**
         * Marks the event as ended; called inside the transaction of the effect.
         *
         * @param customerExternalId for UNMAPPED, the customer whose link the event waits for; else null
         * @return whether it was open; if not, somebody else has ended it, and the effect is not to be made once more
         */
        boolean settle(EventStatus status, @Nullable String customerExternalId);
    }

    /** Where it is told how an event that is handled alone went on. */
    interface Mark extends End {
        /** For what was handed on: the same as {@link Outcome.Later}. */
        void later(Duration delay, String reason);

        /** For what was handed on: the same as throwing it. */
        void failed(RuntimeException failure);
    }
}
