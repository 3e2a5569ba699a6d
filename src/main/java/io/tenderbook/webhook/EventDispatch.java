package io.tenderbook.webhook;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.tenderbook.platform.LogFields;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.webhook.EventHandler.Mark;
import io.tenderbook.webhook.EventHandler.Outcome;
import io.tenderbook.webhook.EventQueue.Claim;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Gives a claimed event to its handler, and deals with what goes wrong there. While a provider as a whole is not to be
 * asked, its events wait without that being counted, for however long; what goes wrong with an event itself is counted, and
 * ends after three days.
 */
@Singleton
final class EventDispatch {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatch.class);

    private final EventQueue queue;
    private final EventHandlers handlers;
    private final Connectors connectors;
    private final Clock clock;
    private final Transactions transactions;
    private final EventMeters meters;
    private final Tracer tracer;

    EventDispatch(
            EventQueue queue,
            Connectors connectors,
            Clock clock,
            Transactions transactions,
            EventMeters meters,
            Tracer tracer,
            EventHandlers handlers) {
        this.transactions = transactions;
        this.meters = meters;
        this.tracer = tracer;
        this.queue = queue;
        this.connectors = connectors;
        this.clock = clock;
        this.handlers = handlers;
    }

    void dispatch(Claim claim) {
        var event = claim.event();
        Connector connector = connectors.byId(event.connectorId()).orElseThrow();
        var mark = new ClaimMark(connector, claim);
        Span span = EventSpans.of(tracer, connector, event).startSpan();
        MDC.setContextMap(Map.of(
                LogFields.EVENT_ID,
                event.eventId(),
                LogFields.CONNECTOR,
                connector.name(),
                LogFields.ORGANISATION,
                connector.organisationId().toString()));
        try (Scope ignored = span.makeCurrent()) {
            var found = handlers.of(connector, event.type());
            if (found.isEmpty()) {
                mark.settle(EventStatus.IGNORED, null);
                return;
            }
            EventHandler handler = found.get();
            String rejection = handler.rejection(connector, event);
            if (rejection != null) {
                queue.reject(event.id(), rejection);
                meters.ended(connector, event.type(), EventStatus.REJECTED);
            } else if (handler.handle(connector, event, mark) instanceof Outcome.Later later) {
                mark.later(later.delay(), later.reason());
            }
        } catch (RuntimeException failure) {
            span.setStatus(StatusCode.ERROR);
            mark.failed(failure);
        } finally {
            span.end();
            MDC.clear();
        }
    }

    /** What ends, or does not end, by this claim. */
    private final class ClaimMark implements Mark {
        private final Connector connector;
        private final Claim claim;

        ClaimMark(Connector connector, Claim claim) {
            this.connector = connector;
            this.claim = claim;
        }

        @Override
        public boolean settle(EventStatus status, @Nullable String customerExternalId) {
            boolean settled = queue.settle(claim.event().id(), status, customerExternalId);
            if (settled) {
                transactions.afterCommit(() -> {
                    meters.ended(connector, claim.event().type(), status);
                    meters.followed(connector, claim.event().triedFor(clock.instant()));
                });
            }
            return settled;
        }

        @Override
        public void later(Duration delay, String reason) {
            queue.defer(claim, delay, reason);
        }

        @Override
        public void failed(RuntimeException failure) {
            if (failure instanceof ProviderException.Unavailable unavailable
                    && unavailable.retryAfter().isPresent()) {
                Duration wait = Backoff.spread(unavailable.retryAfter().get(), ThreadLocalRandom.current());
                later(wait, reason(failure));
            } else {
                putOff(connector, claim, failure);
            }
        }
    }

    private void putOff(Connector connector, Claim claim, RuntimeException failure) {
        var event = claim.event();
        int failures = event.attempts() + 1;
        var age = event.triedFor(clock.instant());
        var retry = Backoff.after(failures, age, ThreadLocalRandom.current());
        LOG.warn(
                "Event {} ({}) failed {} times; {}",
                event.eventId(),
                event.type(),
                failures,
                retry.map(delay -> "trying again in " + delay.toSeconds() + " s")
                        .orElse("given up"),
                failure);
        queue.fail(claim, retry, reason(failure));
        if (retry.isEmpty()) {
            meters.ended(connector, event.type(), EventStatus.DEAD);
        }
    }

    /** The innermost reason, for the operator who looks at the event; messages of ours hold no secrets. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    }
}
