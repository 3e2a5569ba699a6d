package io.tenderbook.webhook;

import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import io.tenderbook.platform.page.Listing;
import io.tenderbook.platform.page.Page;
import io.tenderbook.platform.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.RowMapper;

/** Looks events up, for the people who operate the program; only of one organisation. */
@Singleton
public final class WebhookEvents {
    static final String COLUMNS = "e.id, e.organisation_id, e.connector_id, e.event_id, e.type, e.object_id,"
            + " e.recovered, e.status, e.attempts, e.error, e.received_at, e.applied_at, e.next_attempt_at";
    static final RowMapper<WebhookEvent> ROW = RecordMapper.of(WebhookEvent.class);

    private final Jdbi jdbi;

    WebhookEvents(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param request of {@link WebhookEvent#NEWEST_FIRST} */
    public Page<WebhookEvent> page(UUID organisationId, WebhookEventFilter filter, PageRequest request) {
        var listing =
                new Listing<>(COLUMNS, "webhook_event e", ROW, filter.where(organisationId), WebhookEvent.NEWEST_FIRST);
        return jdbi.withHandle(handle -> listing.page(handle, request));
    }

    public Map<UUID, WebhookEvent> byId(UUID organisationId, Collection<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + COLUMNS
                        + " FROM webhook_event e WHERE e.organisation_id = :organisation AND e.id IN (<ids>)")
                .bind("organisation", organisationId)
                .bindList("ids", PowersOfTwo.padded(ids))
                .map(ROW)
                .collect(Collectors.toMap(WebhookEvent::id, Function.identity())));
    }

    /** How many bytes the bodies of these events have together. */
    public long size(UUID organisationId, Collection<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COALESCE(SUM(LENGTH(payload)), 0)"
                        + " FROM webhook_event WHERE organisation_id = :organisation AND id IN (<ids>)")
                .bind("organisation", organisationId)
                .bindList("ids", PowersOfTwo.padded(ids))
                .mapTo(Long.class)
                .one());
    }

    /** The bodies as they came. They hold names, addresses and whatever else the provider sent. */
    public Map<UUID, byte[]> payloads(UUID organisationId, Collection<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id, payload FROM webhook_event WHERE organisation_id = :organisation AND id IN (<ids>)")
                .bind("organisation", organisationId)
                .bindList("ids", PowersOfTwo.padded(ids))
                .setMapKeyColumn("id")
                .setMapValueColumn("payload")
                .collectInto(new GenericType<Map<UUID, byte[]>>() {}));
    }
}
