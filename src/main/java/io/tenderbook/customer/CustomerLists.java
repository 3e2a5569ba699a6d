package io.tenderbook.customer;

import io.tenderbook.platform.page.GatheredPages;
import io.tenderbook.platform.page.Keyset;
import io.tenderbook.platform.page.Listing;
import io.tenderbook.platform.page.Page;
import io.tenderbook.platform.page.PageRequest;
import io.tenderbook.platform.page.Where;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Lists customers, a page at a time. */
@Singleton
public final class CustomerLists {
    private final GatheredPages<Customer> pages;

    CustomerLists(Jdbi jdbi) {
        pages = new GatheredPages<>(jdbi);
    }

    public Page<Customer> page(
            UUID organisationId, CustomerFilter filter, Keyset<Customer> order, PageRequest request) {
        return pages.page(
                new Listing<>("c.*", "customer c", Customers.ROW, where(organisationId, filter), order), request);
    }

    private static Where where(UUID organisationId, CustomerFilter filter) {
        var where = new Where().and("c.organisation_id = :organisation", "organisation", organisationId);
        if (!filter.includeDeleted()) {
            where.and("c.deleted_at IS NULL");
        }
        if (filter.query() != null && !filter.query().isBlank()) {
            where.and(
                    "c.name LIKE :query ESCAPE '|' OR c.email LIKE :query ESCAPE '|'",
                    "query",
                    filter.query().replaceAll("[|%_]", "|$0") + "%");
        }
        if (filter.connectorId() != null) {
            where.and(
                    "EXISTS (SELECT 1 FROM connector_mapping m WHERE m.connector_id = :connector"
                            + " AND m.active_customer = c.id)",
                    "connector",
                    filter.connectorId());
        }
        if (filter.hasDefault() != null) {
            // Only this asks room paymentmethod's table from here: the condition has to be part of the statement.
            where.and((filter.hasDefault() ? "" : "NOT ")
                    + "EXISTS (SELECT 1 FROM default_payment_method d WHERE d.customer_id = c.id)");
        }
        return where;
    }
}
