package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Shop.accepted;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database refuses, whatever the program does. */
class DatabaseGuaranteesTest {
    private static TestServer server;

    private Shop shop;
    private UUID ada;
    private UUID grace;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void openAShop() {
        shop = Shop.open(server, "stripe");
        ada = UUID.fromString(shop.customer());
        grace = UUID.fromString(shop.customer());
        map(ada, "cus_a");
    }

    @Test
    void anExternalCustomerIsMappedOnceAtATime() {
        refuses(() -> map(grace, "cus_a"));
        map(grace, "cus_A");
    }

    @Test
    void aCustomerIsMappedOnceAtATimeAtAConnector() {
        refuses(() -> map(ada, "cus_b"));
    }

    @Test
    void anEndedMappingFreesBoth() {
        execute(
                "UPDATE connector_mapping SET ended_at = ?, ended_because = 'UNLINKED' WHERE customer_id = ?",
                now(),
                ada);
        map(ada, "cus_b");
        map(grace, "cus_a");
        execute(
                "UPDATE connector_mapping SET ended_at = ?, ended_because = 'UNLINKED' WHERE customer_id = ?",
                now(),
                ada);
        map(ada, "cus_b");
    }

    @Test
    void aCustomerHasOneDefaultAtAConnector() {
        UUID first = method();
        UUID second = method();
        makeDefault(first);
        refuses(() -> makeDefault(second));
        refuses(() -> makeDefault(first));
    }

    @Test
    void aPaymentMethodIsRecordedOnceAtAConnector() {
        UUID first = method();
        UUID second = method();
        refuses(() -> shop.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE payment_method SET stripe_id = (SELECT s.stripe_id FROM"
                                + " (SELECT stripe_id FROM payment_method WHERE id = ?) s) WHERE id = ?",
                        first,
                        second)));
    }

    private UUID method() {
        var payload = accepted(shop.createPaymentMethod(Claims.card(ada.toString())));
        return UUID.fromString(payload.at("/paymentMethod/id").textValue());
    }

    private void map(UUID customer, String externalId) {
        execute(
                "INSERT INTO connector_mapping (id, organisation_id, connector_id, customer_id, external_id, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                Ids.next(),
                shop.organisation().id(),
                shop.stripe().connector().id(),
                customer,
                externalId,
                now());
    }

    private void makeDefault(UUID method) {
        execute(
                "INSERT INTO default_payment_method (connector_id, customer_id, organisation_id, payment_method_id,"
                        + " set_at) VALUES (?, ?, ?, ?, ?)",
                shop.stripe().connector().id(),
                ada,
                shop.organisation().id(),
                method,
                now());
    }

    private void execute(String sql, Object... values) {
        shop.jdbi().useHandle(handle -> handle.execute(sql, values));
    }

    private static void refuses(Runnable write) {
        var failure = assertThrows(JdbiException.class, write::run);
        assertInstanceOf(SQLIntegrityConstraintViolationException.class, failure.getCause());
    }

    private static Instant now() {
        return Instant.now();
    }
}
