package io.tenderbook.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cards of the time before payment methods are kept like any other, by reading what Stripe makes of them. */
class LegacySourceEventsTest {
    private static Account account;

    @BeforeAll
    static void start() {
        account = new Account();
    }

    @AfterAll
    static void stop() {
        account.close();
    }

    private String customer = "";
    private String card = "";

    @BeforeEach
    void makeACard() {
        customer = account.post("/v1/customers", "name=Ada").path("id").asText();
        card = account.post("/v1/customers/" + customer + "/sources", "source=tok_visa")
                .path("id")
                .asText();
    }

    @Test
    void aLegacyCardComesInAndIsTheDefaultWhereItIsStripesDefaultSource() {
        assertEquals("APPLIED", account.stripe.apply(last("customer.source.created")));
        account.stripe.apply(last("customer.updated"));

        assertEquals("ACTIVE", method().path("status").asText());
        assertEquals("CARD", method().path("type").asText());
        assertTrue(method().path("isDefault").asBoolean());
    }

    @Test
    void aChangedOneIsReadAgain() {
        account.stripe.apply(last("customer.source.created"));
        account.post("/v1/customers/" + customer + "/sources/" + card, "exp_year=2044");

        assertEquals("APPLIED", account.stripe.apply(last("customer.source.updated")));
        assertEquals(2044, method().path("expYear").asInt());
    }

    @Test
    void aDeletedOneIsDetachedForGood() {
        JsonNode created = last("customer.source.created");
        account.stripe.apply(created);
        account.stripe.apply(last("customer.updated"));
        account.delete("/v1/customers/" + customer + "/sources/" + card);

        assertEquals("APPLIED", account.stripe.apply(last("customer.source.deleted")));
        assertEquals("DETACHED", method().path("status").asText());
        assertEquals(false, method().path("isDefault").asBoolean());

        account.stripe.apply(StripeDeliveries.fresh(created));
        assertEquals("DETACHED", method().path("status").asText(), "a late event brings nothing back");
    }

    @Test
    void aDeletionThatComesFirstLeavesNothingForALateEventToBringIn() {
        JsonNode created = last("customer.source.created");
        account.delete("/v1/customers/" + customer + "/sources/" + card);
        account.stripe.apply(last("customer.source.deleted"));
        account.stripe.apply(created);
        assertTrue(method().isMissingNode(), method().toString());
    }

    @Test
    void whateverTheSourceIsItsEventIsNoFailure() {
        List<ObjectNode> odd = Stream.of("{\"id\": \"ba_1\", \"object\": \"bank_account\"}", "{\"object\": \"card\"}")
                .map(text -> StripeDeliveries.event("customer.source.expiring", Instant.now(), Json.parse(text)))
                .toList();
        assertEquals("APPLIED", account.stripe.apply(odd.get(0)), "nothing to read");
        assertEquals("IGNORED", account.stripe.apply(odd.get(1)), "nothing to read it by");
    }

    private JsonNode method() {
        return account.method(card);
    }

    private JsonNode last(String type) {
        return account.events(type).getLast();
    }
}
