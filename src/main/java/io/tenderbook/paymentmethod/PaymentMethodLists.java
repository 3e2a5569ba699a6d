package io.tenderbook.paymentmethod;

import io.tenderbook.platform.page.GatheredPages;
import io.tenderbook.platform.page.Keyset;
import io.tenderbook.platform.page.Listing;
import io.tenderbook.platform.page.Page;
import io.tenderbook.platform.page.PageRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Lists payment methods, a page at a time. */
@Singleton
public final class PaymentMethodLists {
    private final Jdbi jdbi;
    private final Lifecycle lifecycle;
    private final GatheredPages<PaymentMethod> pages;

    PaymentMethodLists(Jdbi jdbi, Lifecycle lifecycle) {
        this.jdbi = jdbi;
        this.lifecycle = lifecycle;
        pages = new GatheredPages<>(jdbi);
    }

    public Page<PaymentMethod> page(
            UUID organisationId,
            PaymentMethodFilter filter,
            Keyset<PaymentMethod> order,
            PageRequest request,
            Extent extent) {
        return pages.page(listing(organisationId, filter, order, extent), request);
    }

    /** The same page of each of these customers. */
    public Map<UUID, Page<PaymentMethod>> pagesOfCustomers(
            UUID organisationId,
            Collection<UUID> customerIds,
            PaymentMethodFilter filter,
            Keyset<PaymentMethod> order,
            PageRequest request,
            Extent extent) {
        return jdbi.withHandle(handle -> listing(organisationId, filter, order, extent)
                .pages(
                        handle,
                        request,
                        "p.customer_id",
                        method -> Objects.requireNonNull(method.customerId()),
                        customerIds));
    }

    private Listing<PaymentMethod> listing(
            UUID organisationId, PaymentMethodFilter filter, Keyset<PaymentMethod> order, Extent extent) {
        Instant now = lifecycle.now();
        return new Listing<>(
                extent.columns() + ", d.payment_method_id IS NOT NULL AS is_default",
                PaymentMethodRows.TABLES,
                PaymentMethodRows.ROW,
                filter.where(organisationId, now, lifecycle.soon(now)),
                order);
    }
}
