package io.tenderbook.webhook;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import io.tenderbook.webhook.EventHandler.Together;
import io.tenderbook.webhook.EventQueue.Claim;
import io.tenderbook.webhook.EventQueue.Ended;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Applies due events many at a time: what the database alone can decide of them ends in one transaction, with one commit.
 * The rest is claimed with it, to be handled alone. Should the program die meanwhile, nothing has happened.
 */
@Singleton
final class EventBatch {
    private final EventQueue queue;
    private final EventHandlers handlers;
    private final Connectors connectors;
    private final Transactions transactions;
    private final EventMeters meters;
    private final Tracer tracer;
    private final Clock clock;

    EventBatch(
            EventQueue queue,
            EventHandlers handlers,
            Connectors connectors,
            Transactions transactions,
            EventMeters meters,
            Tracer tracer,
            Clock clock) {
        this.queue = queue;
        this.handlers = handlers;
        this.connectors = connectors;
        this.transactions = transactions;
        this.meters = meters;
        this.tracer = tracer;
        this.clock = clock;
    }

    /**
     * What became of a batch.
     *
     * @param due how many events there were
     * @param delay how long the first of them had been tried, or waited to be
     * @param left those that are to be handled alone, claimed
     */
    record Result(int due, Duration delay, List<Claim> left) {}

    /** Applies the events that are due the longest, all of one connector, and no more than so many. */
    Result apply(int most) {
        return transactions.run(() -> {
            List<StoredEvent> due = queue.lockDue(most);
            return due.isEmpty() ? new Result(0, Duration.ZERO, List.of()) : traced(due);
        });
    }

    /** The search itself belongs to no trace: it is made all the time. */
    private Result traced(List<StoredEvent> due) {
        Span span = tracer.spanBuilder("apply events")
                .setNoParent()
                .setSpanKind(SpanKind.CONSUMER)
                .startSpan();
        try (Scope ignored = span.makeCurrent()) {
            return apply(due);
        } catch (RuntimeException failure) {
            span.setStatus(StatusCode.ERROR);
            throw failure;
        } finally {
            span.end();
        }
    }

    private Result apply(List<StoredEvent> due) {
        Connector connector = connectors.byId(due.getFirst().connectorId()).orElseThrow();
        Duration delay = due.getFirst().triedFor(clock.instant());
        List<Ended> ended = new ArrayList<>();
        apply(connector, due, ended);
        queue.settle(ended);
        Set<UUID> settled = ended.stream().map(end -> end.event().id()).collect(Collectors.toSet());
        List<Claim> left = queue.claim(
                due.stream().filter(event -> !settled.contains(event.id())).toList());
        var batch = Span.current().getSpanContext();
        transactions.afterCommit(() -> ended.forEach(end -> tell(connector, end, batch)));
        return new Result(due.size(), delay, left);
    }

    private void apply(Connector connector, List<StoredEvent> events, List<Ended> ended) {
        Map<EventHandler, List<Together>> byHandler = new LinkedHashMap<>();
        for (StoredEvent event : events) {
            handlers.of(connector, event.type())
                    .ifPresent(handler -> byHandler
                            .computeIfAbsent(handler, first -> new ArrayList<>())
                            .add(new Together(
                                    event, (status, customer) -> ended.add(new Ended(event, status, customer)))));
        }
        byHandler.forEach((handler, together) -> handler.handleTogether(connector, together));
    }

    private void tell(Connector connector, Ended end, SpanContext batch) {
        var event = end.event();
        meters.ended(connector, event.type(), end.status());
        meters.followed(connector, event.triedFor(clock.instant()));
        EventSpans.of(tracer, connector, event).addLink(batch).startSpan().end();
    }
}
