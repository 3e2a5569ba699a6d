package io.tenderbook.paymentmethod;

import static java.util.stream.Collectors.toMap;

import io.tenderbook.customer.UserErrorException;
import io.tenderbook.paymentmethod.IntentStep.Sight;
import io.tenderbook.paymentmethod.idempotency.IdempotencyKeys;
import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.IntentKind;
import io.tenderbook.paymentmethod.intent.IntentStatus;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.paymentmethod.intent.OpenIntents;
import io.tenderbook.platform.RecurringJob;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles intents that a crash or a lost answer left open: makes the call again with the same idempotency key, so that it
 * has one effect, or reads the provider where a repeat would be wrong, and forgets what is old. Two janitors at once do no
 * harm.
 */
@Singleton
final class IntentJanitor implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(IntentJanitor.class);

    /** Stripe remembers a key for 24 hours at least; some of that is left for calls under way. */
    private static final Duration KEY_REMEMBERED = Duration.ofHours(23);

    private static final Duration GIVEN_UP = Duration.ofDays(3);
    private static final int AT_ONCE = 16;
    private static final int MOST_ROUNDS = 100;

    private final OpenIntents open;
    private final Intents intents;
    private final IntentCalls calls;
    private final IdempotencyKeys keys;
    private final Connectors connectors;
    private final Map<IntentKind, IntentStep> steps;
    private final Clock clock;

    IntentJanitor(
            OpenIntents open,
            Intents intents,
            IntentCalls calls,
            IdempotencyKeys keys,
            Connectors connectors,
            List<IntentStep> steps,
            Clock clock) {
        this.open = open;
        this.intents = intents;
        this.calls = calls;
        this.keys = keys;
        this.connectors = connectors;
        this.steps = steps.stream().collect(toMap(IntentStep::kind, Function.identity()));
        this.clock = clock;
    }

    @Override
    public String name() {
        return "settle-intents";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var due = open.claim(AT_ONCE);
            if (due.isEmpty()) {
                break;
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                due.forEach(intent -> threads.execute(() -> settle(intent)));
            }
        }
        open.prune();
        keys.prune();
    }

    private void settle(Intent intent) {
        try {
            Optional<Connector> connector =
                    connectors.byId(intent.connectorId()).filter(Connector::active);
            if (connector.isPresent()) {
                settle(intent, connector.get());
            } else {
                intents.giveUp(intent, IntentStatus.FAILED, "The connector is not active any more.");
            }
        } catch (ProviderException failure) {
            LOG.info("{} {} is not settled yet or for good: {}", intent.kind(), intent.id(), failure.getMessage());
        } catch (UserErrorException refused) {
            intents.giveUp(intent, IntentStatus.FAILED, refused.error().message());
        } catch (RuntimeException surprise) {
            LOG.error("{} {} could not be settled; trying again", intent.kind(), intent.id(), surprise);
        }
    }

    private void settle(Intent intent, Connector connector) {
        if (isOlderThan(GIVEN_UP, intent.askedAt())) {
            intents.giveUp(intent, IntentStatus.FAILED, "It could not be settled for days.");
            return;
        }
        var step = Objects.requireNonNull(steps.get(intent.kind()));
        boolean outdated = open.isOutdated(intent);
        boolean forgotten = isOlderThan(KEY_REMEMBERED, intent.keyMadeAt());
        if (!outdated && !forgotten && !intent.keySpent() && !step.looksFirst()) {
            step.carryOut(intent, connector, ProviderCall.start());
            return;
        }
        Sight sight = calls.make(intent, () -> step.look(intent, connector, ProviderCall.start()));
        if (sight == Sight.DONE) {
            intents.done(intent, intent.paymentMethodExternalId());
        } else if (outdated || sight == Sight.OTHERWISE) {
            intents.giveUp(intent, IntentStatus.SUPERSEDED, "Something newer was asked for or done.");
        } else if (forgotten) {
            intents.giveUp(intent, IntentStatus.FAILED, "The provider shows no effect of it, a day later.");
        } else {
            step.carryOut(intent.keySpent() ? intents.renewKey(intent) : intent, connector, ProviderCall.start());
        }
    }

    private boolean isOlderThan(Duration age, Instant time) {
        return time.isBefore(clock.instant().minus(age));
    }
}
