package io.tenderbook.sync;

import io.tenderbook.paymentmethod.Cause;
import io.tenderbook.paymentmethod.CustomerPull;
import io.tenderbook.paymentmethod.Settlement;
import io.tenderbook.paymentmethod.Tally;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderPage;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks all customers of a connector's account, the newest first, and brings each in step with its payment methods; then
 * those of ours that the account does not list, and payment methods without a customer. How far it has come stands in the
 * database after every few customers, so that a run that ended anywhere is gone on with.
 * Customers made after it began are brought by their events.
 */
@Singleton
public final class Backfill {
    /** A killed run repeats so many customers at most. */
    private static final int STRIDE = 20;

    private final CustomerPull customers;
    private final UnlistedCustomers unlisted;
    private final Strays strays;
    private final LooseEnds looseEnds;
    private final BackfillRows rows;
    private final PaymentProviders providers;
    private final Pause pause;
    private final Clock clock;

    Backfill(
            CustomerPull customers,
            UnlistedCustomers unlisted,
            Strays strays,
            LooseEnds looseEnds,
            BackfillRows rows,
            PaymentProviders providers,
            Pause pause,
            Clock clock) {
        this.customers = customers;
        this.unlisted = unlisted;
        this.strays = strays;
        this.looseEnds = looseEnds;
        this.rows = rows;
        this.providers = providers;
        this.pause = pause;
        this.clock = clock;
    }

    /** Hears how it goes; from the threads that do the work. */
    public interface Watcher {
        /** @param tally what came of it so far; what interrupted runs did is part of it */
        void walked(Tally tally);

        /** @param sentence why it takes longer, or what is done otherwise than asked for */
        void notice(String sentence);
    }

    /**
     * Returns when every customer is done.
     *
     * @param restart whether to begin anew where an interrupted run could be gone on with
     * @return what came of it, interrupted runs included
     * @throws RepairStopped if the provider stays away or refuses
     */
    public Tally run(Connector connector, boolean restart, Watcher watcher) throws InterruptedException {
        var patience = new Patience(pause, watcher::notice, Patience.OF_A_COMMAND);
        var progress = walkListed(connector, begin(connector, restart, watcher), watcher, patience);
        var rest = unlisted.walk(connector, patience).plus(strays.walk(connector, Cause.BACKFILL, patience));
        var confirmed = looseEnds.tie(connector, Cause.BACKFILL, patience);
        var finished = progress.finished(rest, confirmed, clock.instant());
        rows.save(connector.id(), finished);
        watcher.walked(finished.tally());
        return finished.tally();
    }

    private BackfillProgress walkListed(Connector connector, BackfillProgress begun, Watcher watcher, Patience patience)
            throws InterruptedException {
        var progress = begun;
        while (true) {
            var page = page(connector, progress.walkedTo(), patience);
            if (page == null) {
                watcher.notice("The customer at which it stopped is gone: beginning at the top again.");
                progress = progress.fromTheTop();
                continue;
            }
            progress = walk(connector, page.items(), progress, watcher, patience);
            if (page.next() == null) {
                return progress;
            }
            progress = progress.walked(page.next(), Tally.NONE);
        }
    }

    private BackfillProgress begin(Connector connector, boolean restart, Watcher watcher) {
        var interrupted = rows.find(connector.id()).filter(known -> !restart && known.finishedAt() == null);
        interrupted
                .filter(known -> known.walkedTo() != null)
                .ifPresent(known -> watcher.notice("Going on where the run of " + known.startedAt() + " stopped."));
        return interrupted.orElseGet(() -> {
            var begun = BackfillProgress.begun(clock.instant());
            rows.save(connector.id(), begun);
            return begun;
        });
    }

    /** Null if the customer that the page is to begin after is gone. */
    private @Nullable ProviderPage<ProviderCustomer> page(
            Connector connector, @Nullable String after, Patience patience) throws InterruptedException {
        try {
            return patience.work(
                    () -> providers.of(connector).listCustomers(connector, null, after, ProviderCall.start()));
        } catch (ProviderException.CustomerNotFound gone) {
            return null;
        }
    }

    private BackfillProgress walk(
            Connector connector,
            List<ProviderAnswer<ProviderCustomer>> listed,
            BackfillProgress before,
            Watcher watcher,
            Patience patience)
            throws InterruptedException {
        var progress = before;
        for (int from = 0; from < listed.size(); from += STRIDE) {
            var stride = listed.subList(from, Math.min(from + STRIDE, listed.size()));
            var done = Strides.walk(
                    stride,
                    customer -> patience.work(
                            () -> customers.pull(connector, customer, Cause.BACKFILL, Settlement.Listener.NONE)));
            progress = progress.walked(stride.getLast().value().id(), done);
            rows.save(connector.id(), progress);
            watcher.walked(progress.tally());
        }
        return progress;
    }
}
