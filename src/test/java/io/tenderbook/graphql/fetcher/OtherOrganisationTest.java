package io.tenderbook.graphql.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.provider.Connector;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing of one organisation is visible to another, whichever way it is asked for. */
class OtherOrganisationTest {
    private static TestServer server;
    private static TestData ours;
    private static Connector theirConnector;
    private static UUID theirCustomer;
    private static UUID theirMethod;
    private static UUID theirEvent;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        ours = TestData.of(server);
        var theirs = ours.ofAnother("globex");
        theirConnector = theirs.connector("stripe");
        theirCustomer = theirs.customer("Their Customer", "them@example.com");
        theirs.map(theirCustomer, theirConnector, "cus_theirs");
        theirMethod = theirs.paymentMethod(
                theirConnector, theirCustomer, Map.of("stripe_id", "pm_theirs", "fingerprint", "same"));
        theirs.makeDefault(theirMethod, Instant.now());
        theirEvent = UUID.randomUUID();
        theirs.insert(
                "webhook_event",
                Map.of(
                        "id",
                        theirEvent,
                        "organisation_id",
                        theirs.organisationId(),
                        "connector_id",
                        theirConnector.id(),
                        "event_id",
                        "evt_theirs",
                        "type",
                        "customer.updated",
                        "status",
                        "DEAD",
                        "attempts",
                        9,
                        "received_at",
                        Instant.now(),
                        "payload",
                        new byte[] {'{', '}'}));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theirIdsAreNotFound() {
        for (UUID id : new UUID[] {theirCustomer, theirMethod, theirConnector.id(), theirEvent}) {
            assertEquals(
                    "{\"node\":null,\"customer\":null,\"paymentMethod\":null}",
                    server.graphql(
                                    "query($id:ID!){node(id:$id){id} customer(id:$id){id} paymentMethod(id:$id){id}}",
                                    Map.of("id", id.toString()))
                            .path("data")
                            .toString());
        }
    }

    @Test
    void theirReferencesAreNotFound() {
        assertTrue(ask("{customerByReference(connector:\"stripe\",referenceId:\"cus_theirs\"){id}}")
                .isNull());
        ours.connector("stripe-of-ours");
        assertTrue(ask("{customerByReference(connector:\"stripe-of-ours\",referenceId:\"cus_theirs\"){id}}")
                .isNull());
    }

    @Test
    void noFilterReachesTheirs() {
        String connector = "connectorId:\"" + theirConnector.id() + "\"";
        for (String filter : new String[] {connector, "query:\"Their\"", "hasDefault:true", "includeDeleted:true"}) {
            assertEquals(
                    0,
                    ask("{customers(filter:{" + filter + "}){totalCount}}")
                            .path("totalCount")
                            .intValue());
        }
        for (String filter : new String[] {
            connector, "stripeId:\"pm_theirs\"", "fingerprint:\"same\"", "isDefault:true", "includeDetached:true"
        }) {
            assertEquals(
                    0,
                    ask("{paymentMethods(filter:{" + filter + "}){totalCount}}")
                            .path("totalCount")
                            .intValue());
        }
        assertEquals(0, ask("{webhookEvents{totalCount}}").path("totalCount").intValue());
        assertEquals(
                0,
                ask("{webhookEvents(filter:{" + connector + "}){totalCount}}")
                        .path("totalCount")
                        .intValue());
        assertTrue(ask("{connectors{id}}").findValuesAsText("id").stream()
                .noneMatch(theirConnector.id().toString()::equals));
    }

    /** Such rows cannot come about; should a bug make them, what they refer to stays hidden all the same. */
    @Test
    void noLoaderFollowsAReferenceToTheirs() {
        UUID method = ours.paymentMethod(theirConnector, theirCustomer, Map.of("fingerprint", "same"));
        ours.execute(
                "INSERT INTO payment_method_change (id, organisation_id, position, payment_method_id, kind, cause,"
                        + " changed_at) SELECT :id, organisation_id, 1, :method, 'UPDATED', 'EVENT', created_at"
                        + " FROM payment_method WHERE id = :theirs",
                Map.of("id", UUID.randomUUID(), "method", method, "theirs", theirMethod));
        assertEquals(
                "{\"customer\":null,\"connector\":null,\"sameCard\":[],\"changes\":{\"totalCount\":0,\"nodes\":[]}}",
                ask("{paymentMethod(id:\"" + method
                                + "\"){customer{id} connector{id} sameCard{id} changes{totalCount nodes{id}}}}")
                        .toString());
        ours.execute("DELETE FROM payment_method_change WHERE payment_method_id = :id", Map.of("id", method));
        ours.execute("DELETE FROM payment_method WHERE id = :id", Map.of("id", method));
    }

    private static JsonNode ask(String document) {
        return ours.ask(document, Map.of());
    }
}
