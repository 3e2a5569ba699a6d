package io.tenderbook.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.tenderbook.StatementFaults;
import io.tenderbook.StatementFaults.Mode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestDatabase;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.paymentmethod.StripeAccount;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.Connectors;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever the work on an event is cut off, the next attempt ends as the first would have, with the same changes. */
class CutOffEventTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Sandbox SANDBOX = Sandbox.start(new SandboxConfiguration(0, null, Clock.systemUTC()));
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final StripeAccount ACCOUNT = new StripeAccount(SANDBOX.address(), "sk_test_sandbox", HTTP);

    /** No worker runs: an event is attempted when the test says so. */
    private static ApplicationContext beans;

    private static Connector connector;
    private static StatementFaults faults;

    @BeforeAll
    static void open() {
        var settings = new HashMap<>(TestDatabase.fresh());
        settings.put("tenderbook.encryption-key", "A".repeat(43) + "=");
        settings.put("tenderbook.sync.reads-per-second", 0);
        settings.put("tenderbook.sync.breaker-pause", "0s");
        settings.put("stripe.sandbox-base", SANDBOX.address().toString());
        settings.put(StatementFaults.PROPERTY, true);
        beans = ApplicationContext.run(settings);
        faults = beans.getBean(StatementFaults.class);
        var organisation = beans.getBean(Organisations.class).create("acme", "Acme Ltd");
        connector = beans.getBean(Connectors.class).create(organisation.id(), "stripe", "stripe", false, true);
        beans.getBean(ConnectorSecrets.class).setApiKey(connector, ACCOUNT.key());
    }

    @AfterAll
    static void close() {
        beans.close();
        SANDBOX.close();
        HTTP.close();
    }

    /** What has happened already, and the event that is cut off. */
    private record Story(String method, String customer, JsonNode last) {
        Story then(JsonNode event) {
            return new Story(method, customer, event);
        }
    }

    enum Kind {
        /** The first word on a payment method, whose customer is read first. */
        FIRST_SIGHT,
        /** A second event of one second, for which the payment method is read. */
        READ,
        /** A default of which nothing is known yet, and which is read. */
        UNKNOWN_DEFAULT,
        DETACHED_DEFAULT,
        CUSTOMER_DELETED
    }

    private static Story begin(Kind kind) {
        Story first = attached(ACCOUNT.customer("Ada"));
        return switch (kind) {
            case FIRST_SIGHT -> first;
            case READ -> {
                attempt(first.last());
                JsonNode object = first.last().at("/data/object");
                yield first.then(StripeDeliveries.event("payment_method.updated", NOON, object));
            }
            case UNKNOWN_DEFAULT -> defaulted(first);
            case DETACHED_DEFAULT -> {
                attempt(defaulted(first).last());
                ACCOUNT.post("/v1/payment_methods/" + first.method() + "/detach");
                yield first.then(lastEvent("payment_method.detached"));
            }
            case CUSTOMER_DELETED -> {
                attempt(defaulted(first).last());
                ACCOUNT.delete("/v1/customers/" + first.customer());
                yield first.then(lastEvent("customer.deleted"));
            }
        };
    }

    private static Story attached(String customer) {
        String method = ACCOUNT.attach("pm_card_visa", customer);
        var object = ACCOUNT.get("/v1/payment_methods/" + method);
        return new Story(method, customer, StripeDeliveries.event("payment_method.attached", NOON, object));
    }

    private static Story defaulted(Story story) {
        var customer = ACCOUNT.post(
                "/v1/customers/" + story.customer(), "invoice_settings[default_payment_method]=" + story.method());
        return new Story(story.method(), story.customer(), StripeDeliveries.event("customer.updated", NOON, customer));
    }

    @ParameterizedTest
    @EnumSource
    void endsAsIfNothingHadBeen(Kind kind) {
        Story whole = begin(kind);
        attempt(whole.last());
        List<String> expected = traces(whole);

        for (Mode mode : Mode.values()) {
            for (int statement = 1; ; statement++) {
                Story story = begin(kind);
                accept(story.last());
                faults.arm(mode, statement);
                workOnDue();
                if (faults.disarm() < statement) {
                    assertTrue(statement > 5, "the faults were not met");
                    break;
                }
                assertTrue(
                        Set.of("PENDING", "APPLIED").contains(status(story.last())),
                        () -> "what was accepted is still there: " + status(story.last()));
                workOnDue();
                assertEquals("APPLIED", status(story.last()), mode + " statement " + statement);
                assertEquals(expected, traces(story), mode + " statement " + statement);
            }
        }
    }

    private static void attempt(JsonNode event) {
        accept(event);
        workOnDue();
        assertEquals("APPLIED", status(event));
    }

    private static void accept(JsonNode event) {
        beans.getBean(WebhookInbox.class)
                .accept(
                        connector,
                        new IncomingEvent(
                                event.path("id").textValue(),
                                event.path("type").textValue(),
                                event.at("/data/object/id").textValue(),
                                null,
                                event.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** As if the time that everything waits for had passed. */
    private static void workOnDue() {
        jdbi().useHandle(handle ->
                handle.execute("UPDATE webhook_event SET next_attempt_at = received_at WHERE status = 'PENDING'"));
        var dispatch = beans.getBean(EventDispatch.class);
        beans.getBean(EventQueue.class).claim(100).forEach(claim -> {
            try {
                dispatch.dispatch(claim);
            } catch (RuntimeException cutOff) {
                // As in the worker, the claim ends by itself.
            }
        });
    }

    private static JsonNode lastEvent(String type) {
        return ACCOUNT.get("/v1/events?limit=1&type=" + type).at("/data/0");
    }

    private static String status(JsonNode event) {
        return jdbi().withHandle(handle -> handle.select(
                        "SELECT status FROM webhook_event WHERE event_id = ?",
                        event.path("id").textValue())
                .mapTo(String.class)
                .one());
    }

    /** The record and everything that was written about it, but for ids and times. */
    private static List<String> traces(Story story) {
        List<String> traces = new ArrayList<>();
        jdbi().useHandle(handle -> {
            handle.select(
                            "SELECT CONCAT_WS(' ', p.provider_type, p.last4, p.detached_at IS NOT NULL,"
                                    + " p.customer_deleted_at IS NOT NULL, p.missing, d.customer_id IS NOT NULL,"
                                    + " m.external_id = ?, m.ended_at IS NOT NULL, o.tombstone) FROM payment_method p"
                                    + " LEFT JOIN default_payment_method d ON d.payment_method_id = p.id"
                                    + " LEFT JOIN connector_mapping m ON m.customer_id = p.customer_id"
                                    + " LEFT JOIN provider_object o ON o.connector_id = p.connector_id"
                                    + " AND o.external_id_digest = p.stripe_id_digest WHERE p.stripe_id = ?",
                            story.customer(),
                            story.method())
                    .mapTo(String.class)
                    .forEach(traces::add);
            handle.select(
                            "SELECT CONCAT_WS(' ', c.kind, c.cause) FROM payment_method_change c JOIN payment_method p"
                                    + " ON p.id = c.payment_method_id WHERE p.stripe_id = ? ORDER BY c.position",
                            story.method())
                    .mapTo(String.class)
                    .forEach(traces::add);
        });
        return traces;
    }

    private static Jdbi jdbi() {
        return beans.getBean(Jdbi.class);
    }
}
