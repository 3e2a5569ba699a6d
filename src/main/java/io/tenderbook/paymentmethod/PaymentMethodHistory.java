package io.tenderbook.paymentmethod;

import io.tenderbook.platform.RecordMapper;
import io.tenderbook.platform.page.BadPageException;
import io.tenderbook.platform.page.Cursor;
import io.tenderbook.platform.page.Listing;
import io.tenderbook.platform.page.Page;
import io.tenderbook.platform.page.PageRequest;
import io.tenderbook.platform.page.Where;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Reads the history of payment methods, a page at a time: of one of them, or of all of an organisation. */
@Singleton
public final class PaymentMethodHistory {
    private static final RowMapper<PaymentMethodChange> ROW = RecordMapper.of(PaymentMethodChange.class);

    private final Jdbi jdbi;

    PaymentMethodHistory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The same page of the history of each of these payment methods, oldest first; only of that organisation.
     *
     * @param request of {@link PaymentMethodChange#OLDEST_FIRST}
     */
    public Map<UUID, Page<PaymentMethodChange>> pages(
            UUID organisationId, Collection<UUID> paymentMethodIds, PageRequest request) {
        var listing = new Listing<>(
                "c.*",
                "payment_method_change c",
                ROW,
                new Where().and("c.organisation_id = :organisation", "organisation", organisationId),
                PaymentMethodChange.OLDEST_FIRST);
        return jdbi.withHandle(handle -> listing.pages(
                handle, request, "c.payment_method_id", PaymentMethodChange::paymentMethodId, paymentMethodIds));
    }

    /**
     * Where the history of an organisation ends now: whatever happens from now on gets a later position, and everything up
     * to here can be read.
     *
     * @return 0 before the first change
     */
    public long end(UUID organisationId) {
        return ends(Set.of(organisationId)).getOrDefault(organisationId, 0L);
    }

    /** The same of several organisations; those without any change are left out. */
    public Map<UUID, Long> ends(Collection<UUID> organisationIds) {
        if (organisationIds.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT organisation_id, last_position FROM payment_method_change_counter"
                                + " WHERE organisation_id IN (<organisations>)")
                        .bindList("organisations", List.copyOf(organisationIds))
                        .setMapKeyColumn("organisation_id")
                        .setMapValueColumn("last_position")
                        .collectInto(new GenericType<Map<UUID, Long>>() {}));
    }

    /**
     * The position of the change that has this cursor.
     *
     * @throws BadPageException if it is no cursor of a change of this organisation
     */
    public long position(UUID organisationId, String cursor) {
        Cursor place = PaymentMethodChange.OLDEST_FIRST.read(cursor);
        return jdbi.withHandle(handle -> handle.select(
                                "SELECT position FROM payment_method_change"
                                        + " WHERE organisation_id = ? AND position = ? AND id = ?",
                                organisationId,
                                place.key(),
                                place.id())
                        .mapTo(Long.class)
                        .findFirst())
                .orElseThrow(BadPageException::noSuchCursor);
    }

    /**
     * The first of the changes behind one position, up to and with another, oldest first.
     *
     * @param customerId only those that {@linkplain PaymentMethodChange#concerns concern} this customer; null for all
     */
    public List<PaymentMethodChange> between(
            UUID organisationId, long after, long upTo, @Nullable UUID customerId, int most) {
        var where = new Where()
                .and("c.organisation_id = :organisation", "organisation", organisationId)
                .and("c.position > :after", "after", after)
                .and("c.position <= :upTo", "upTo", upTo);
        if (customerId != null) {
            where.and(
                            "c.customer_id = :customer OR (c.kind = 'MOVED'"
                                    + " AND JSON_UNQUOTE(JSON_EXTRACT(c.state_before, '$.customerId')) = :written)",
                            "customer",
                            customerId)
                    .bind("written", customerId.toString());
        }
        return jdbi.withHandle(handle -> where.bindTo(handle.createQuery(
                        "SELECT c.* FROM payment_method_change c" + where.sql() + " ORDER BY c.position LIMIT " + most))
                .map(ROW)
                .list());
    }
}
