package io.tenderbook.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.organisation.Organisation;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.paymentmethod.StripeAccount;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.Connectors;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;

/** An organisation with one connector, and the account at Stripe that it is connected to. */
record Tenant(
        World world,
        Organisation organisation,
        Connector connector,
        StripeAccount account,
        StripeDeliveries deliveries) {
    static Tenant open(World world, String slug) {
        var organisation = world.server().bean(Organisations.class).create(slug, slug);
        var account = new StripeAccount(world.sandbox().address(), "sk_test_" + slug.replace('-', '_'), world.http());
        return connect(world, organisation, account, "stripe");
    }

    /** A second connector of the same organisation at the same account, which hears of everything on its own. */
    Tenant beside(String name) {
        return connect(world, organisation, account, name);
    }

    private static Tenant connect(World world, Organisation organisation, StripeAccount account, String name) {
        var connector = world.server().bean(Connectors.class).create(organisation.id(), name, "stripe", false, true);
        world.server().bean(ConnectorSecrets.class).setApiKey(connector, account.key());
        return of(world, organisation, account, connector);
    }

    static Tenant of(World world, Organisation organisation, StripeAccount account, Connector connector) {
        return new Tenant(world, organisation, connector, account, new StripeDeliveries(world.server(), connector));
    }

    /** From now on the account delivers its own events. */
    void deliverEverything() {
        String url = world.server().baseUri().resolve(deliveries.path()).toString();
        account.post("/v1/webhook_endpoints", "url=" + url, "enabled_events[]=*", "secret=" + StripeDeliveries.SECRET);
    }

    /** All events of the account, oldest first. */
    List<JsonNode> events() {
        return mirror().events();
    }

    /** Waits until that many events have come and none is pending. */
    void awaitDrained(int events) {
        Awaitility.await(events + " events of " + organisation.slug())
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> jdbi().withHandle(handle -> handle.select(
                                "SELECT COUNT(*) >= ? AND COALESCE(SUM(status = 'PENDING'), 0) = 0 FROM webhook_event"
                                        + " WHERE connector_id = ?",
                                events,
                                connector.id())
                        .mapTo(Boolean.class)
                        .one()));
    }

    Jdbi jdbi() {
        return world.server().bean(Jdbi.class);
    }

    Mirror mirror() {
        return new Mirror(jdbi(), connector, account);
    }
}
