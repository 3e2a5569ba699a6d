package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ExpiryAnnouncements.Announced;
import io.tenderbook.paymentmethod.ExpiryAnnouncements.Due;
import io.tenderbook.platform.RecurringJob;
import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daily pass that tells the history which cards are about to expire, and which have: each end of a card once. A card is
 * marked in the transaction of its change, so that a pass may be killed, repeated, left out for days or run twice at once.
 * Cards that nobody can use anyhow are left out; should one be usable again, it is announced then.
 */
@Singleton
final class AnnounceExpiries implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(AnnounceExpiries.class);

    private static final int BATCH = 500;

    private final ExpiryAnnouncements announcements;
    private final Lifecycle lifecycle;
    private final Changes changes;
    private final Transactions transactions;

    AnnounceExpiries(
            ExpiryAnnouncements announcements, Lifecycle lifecycle, Changes changes, Transactions transactions) {
        this.announcements = announcements;
        this.lifecycle = lifecycle;
        this.changes = changes;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "announce-expiries";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public void run() throws InterruptedException {
        Instant now = lifecycle.now();
        Instant soon = lifecycle.soon(now);
        List<Due> batch = List.of(Due.FIRST);
        do {
            batch = announcements.due(batch.getLast(), now, soon, BATCH);
            for (Due due : batch) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("stopped between two cards");
                }
                announce(due.id());
            }
        } while (batch.size() == BATCH);
    }

    private void announce(UUID id) {
        try {
            transactions.run(() -> {
                announcements.lock(id).ifPresent(this::announce);
                return null;
            });
        } catch (RuntimeException failure) {
            LOG.warn("The expiry of payment method {} could not be announced; the next pass will try", id, failure);
        }
    }

    private void announce(Announced card) {
        UUID id = card.method().id();
        switch (lifecycle.status(card.method())) {
            case EXPIRING -> {
                if (!card.expiring()) {
                    announcements.announcedExpiring(id);
                    append(
                            ChangeKind.EXPIRING,
                            card.method(),
                            PaymentMethodStatus.ACTIVE,
                            PaymentMethodStatus.EXPIRING);
                }
            }
            case EXPIRED -> {
                if (!card.expired()) {
                    announcements.announcedExpired(id);
                    var before = card.expiring() ? PaymentMethodStatus.EXPIRING : PaymentMethodStatus.ACTIVE;
                    append(ChangeKind.EXPIRED, card.method(), before, PaymentMethodStatus.EXPIRED);
                }
            }
            default -> {}
        }
    }

    private void append(ChangeKind kind, PaymentMethod method, PaymentMethodStatus before, PaymentMethodStatus after) {
        changes.append(kind, method, Map.of("status", before), Map.of("status", after), Cause.CLOCK, null);
    }
}
