package io.tenderbook.sync;

import io.tenderbook.provider.Connector;
import io.tenderbook.provider.CreatedRange;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderEvent;
import io.tenderbook.provider.ProviderPage;
import io.tenderbook.webhook.IncomingEvent;
import io.tenderbook.webhook.WebhookInbox;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider for the events that it keeps, and takes in those that were never delivered. They are applied as if they
 * had been; a delivery that comes after all is a duplicate.
 */
@Singleton
public final class EventRecovery {
    /** How long Stripe keeps events. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** Stripe's list is behind by up to about a minute, and what is younger may still be on its way to us. */
    private static final Duration LAG = Duration.ofMinutes(1);

    /** Stripe lists the newest first: only what was read to its oldest end is done, so it is read in slices of this length. */
    private static final Duration SLICE = Duration.ofHours(1);

    /** Bounds the reading of one slice, should its pages never end. */
    private static final int MOST_PAGES = 2_000;

    private final PaymentProviders providers;
    private final WebhookInbox inbox;
    private final Pause pause;
    private final Clock clock;

    EventRecovery(PaymentProviders providers, WebhookInbox inbox, Pause pause, Clock clock) {
        this.providers = providers;
        this.inbox = inbox;
        this.pause = pause;
        this.clock = clock;
    }

    /** Hears how far it has come. */
    @FunctionalInterface
    interface Watcher {
        /** @param until by the provider's clock: every event made before, and since the beginning, was taken in */
        void read(Instant until, RecoveredEvents soFar);
    }

    /** The second up to which the provider's list can be relied on by now. */
    Instant horizon() {
        return clock.instant().minus(LAG);
    }

    /**
     * Takes in what was missed from that second on, the oldest first, up to a minute ago.
     *
     * @param since by the provider's clock; what is older than the provider keeps is not found
     * @param notices hears in a sentence why it takes longer
     * @throws RepairStopped if the provider stays away or refuses; what was read before stands
     */
    public RecoveredEvents recover(Connector connector, Instant since, Consumer<String> notices)
            throws InterruptedException {
        return recover(connector, since, (until, soFar) -> {}, new Patience(pause, notices, Patience.OF_A_COMMAND));
    }

    /** The same with less patience, telling after each slice up to when all is done. */
    RecoveredEvents recover(Connector connector, Instant since, Watcher watcher) throws InterruptedException {
        return recover(connector, since, watcher, new Patience(pause, notice -> {}, Patience.OF_A_JOB));
    }

    private RecoveredEvents recover(Connector connector, Instant since, Watcher watcher, Patience patience)
            throws InterruptedException {
        var types = inbox.handledTypes(connector.provider());
        var sum = RecoveredEvents.NONE;
        var end = horizon();
        var oldest = clock.instant().minus(KEPT);
        var from = since.isBefore(oldest) ? oldest : since;
        while (from.isBefore(end)) {
            var until = from.plus(SLICE).isBefore(end) ? from.plus(SLICE) : end;
            sum = sum.plus(slice(connector, new CreatedRange(from, until), types, patience));
            watcher.read(until, sum);
            from = until;
        }
        return sum;
    }

    private RecoveredEvents slice(Connector connector, CreatedRange range, Set<String> types, Patience patience)
            throws InterruptedException {
        var sum = RecoveredEvents.NONE;
        @Nullable String after = null;
        for (int count = 0; count < MOST_PAGES; count++) {
            String from = after;
            ProviderPage<ProviderEvent> page = patience.work(
                    () -> providers.of(connector).listEvents(connector, range, types, from, ProviderCall.start()));
            sum = sum.plus(takeIn(connector, page.items()));
            after = page.next();
            if (after == null) {
                return sum;
            }
        }
        throw new IllegalStateException("the provider's list of one hour's events does not end");
    }

    private RecoveredEvents takeIn(Connector connector, List<ProviderAnswer<ProviderEvent>> listed) {
        Set<String> missing = inbox.missing(
                connector, listed.stream().map(answer -> answer.value().id()).toList());
        for (var answer : listed) {
            var event = answer.value();
            if (missing.contains(event.id())) {
                inbox.acceptRecovered(
                        connector,
                        new IncomingEvent(
                                event.id(),
                                event.type(),
                                event.objectId(),
                                event.rejection(),
                                answer.raw().toString().getBytes(StandardCharsets.UTF_8)));
            }
        }
        return new RecoveredEvents(listed.size(), missing.size());
    }
}
