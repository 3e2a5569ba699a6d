package io.tenderbook.paymentmethod;

import io.tenderbook.platform.page.Listing;
import io.tenderbook.platform.page.Page;
import io.tenderbook.platform.page.PageRequest;
import io.tenderbook.platform.page.Where;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads the history of payment methods, a page at a time. */
@Singleton
public final class PaymentMethodHistory {
    private static final RowMapper<PaymentMethodChange> ROW = ConstructorMapper.of(PaymentMethodChange.class);

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
}
