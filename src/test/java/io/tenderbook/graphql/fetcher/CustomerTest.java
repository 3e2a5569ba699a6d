package io.tenderbook.graphql.fetcher;

import static io.tenderbook.graphql.fetcher.TestData.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.provider.Connector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CustomerTest {
    private static TestServer server;
    private static TestData data;
    private static Connector stripe;
    private static Connector other;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        data = TestData.of(server);
        stripe = data.connector("stripe");
        other = data.connector("Other");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theDefaultIsThatOfTheConnectorOrTheOneThatWasSetLast() {
        UUID customer = data.customer("Ada", null);
        data.map(customer, stripe, "cus_a");
        data.map(customer, other, "cus_b");
        UUID older = data.paymentMethod(other, customer, Map.of());
        UUID newer = data.paymentMethod(stripe, customer, Map.of());
        data.makeDefault(older, Instant.parse("2030-01-01T00:00:00Z"));
        data.makeDefault(newer, Instant.parse("2030-01-02T00:00:00Z"));
        var answer = customer(
                customer,
                "last:defaultPaymentMethod{id isDefault} other:defaultPaymentMethod(connector:\"OTHER\"){id}"
                        + " none:defaultPaymentMethod(connector:\"x\"){id}"
                        + " connectorMappings{connector{name} defaultPaymentMethod{id}}");
        assertEquals(newer.toString(), answer.at("/last/id").asText());
        assertTrue(answer.at("/last/isDefault").booleanValue());
        assertEquals(older.toString(), answer.at("/other/id").asText());
        assertTrue(answer.path("none").isNull());
        assertEquals(List.of("stripe", "Other"), each(answer.path("connectorMappings"), "connector/name"));
        assertEquals(
                List.of(newer.toString(), older.toString()),
                each(answer.path("connectorMappings"), "defaultPaymentMethod/id"));
    }

    @Test
    void anEndedMappingIsShownAndHasNoDefault() {
        UUID customer = data.customer("Ada", null);
        data.map(customer, stripe, "cus_ended");
        data.makeDefault(data.paymentMethod(stripe, customer, Map.of()), Instant.now());
        end("cus_ended");
        var mapping = customer(customer, "connectorMappings{endedAt endedBecause defaultPaymentMethod{id}}")
                .at("/connectorMappings/0");
        assertEquals("UNLINKED", mapping.path("endedBecause").asText());
        assertTrue(mapping.path("endedAt").isTextual());
        assertTrue(mapping.path("defaultPaymentMethod").isNull());
    }

    @Test
    void isFoundByReferenceAlsoThroughAnEndedMappingUnlessThereIsANewOne() {
        UUID former = data.customer("former", null);
        data.map(former, stripe, "cus_Moved");
        end("cus_Moved");
        assertEquals("former", byReference("STRIPE", "cus_Moved").path("name").asText());
        data.map(data.customer("current", null), stripe, "cus_Moved");
        assertEquals("current", byReference("Stripe", "cus_Moved").path("name").asText());
        assertTrue(byReference("stripe", "cus_moved").isNull());
        assertTrue(byReference("stripe", "cus_ü").isNull());
        assertTrue(byReference("Other", "cus_Moved").isNull());
        assertTrue(byReference("nowhere", "cus_Moved").isNull());
    }

    @Test
    void idsThatAreNoneOfOursAreNotFound() {
        for (String id : List.of("", "x", "cus_1", new UUID(0, 0).toString())) {
            var answer = server.graphql(
                    "query($id:ID!){node(id:$id){id} customer(id:$id){id} paymentMethod(id:$id){id}}",
                    Map.of("id", id));
            assertEquals(
                    "{\"node\":null,\"customer\":null,\"paymentMethod\":null}",
                    answer.path("data").toString());
            assertTrue(answer.path("errors").isMissingNode(), answer.toString());
        }
    }

    @Test
    void everyKindOfObjectIsANode() {
        UUID customer = data.customer("Ada", null);
        UUID method = data.paymentMethod(stripe, customer, Map.of());
        assertEquals(
                List.of("Customer", "PaymentMethod", "Connector"),
                Stream.of(customer, method, stripe.id())
                        .map(id -> data.ask("query($id:ID!){node(id:$id){__typename}}", Map.of("id", id.toString()))
                                .path("__typename")
                                .asText())
                        .toList());
    }

    @Test
    void paymentMethodsOfManyCustomersArePagedEachForItself() {
        List<String> all = new ArrayList<>();
        UUID many = data.customer("many", null);
        for (int i = 0; i < 5; i++) {
            all.add(data.paymentMethod(stripe, many, Map.of()).toString());
        }
        data.paymentMethod(stripe, many, Map.of("detached_at", Instant.now()));
        UUID none = data.customer("none", null);
        String methods = "paymentMethods(first:2,after:$after){totalCount nodes{id} edges{cursor}"
                + " pageInfo{hasNextPage hasPreviousPage endCursor}}";
        String document = "query($a:ID!,$b:ID!,$after:String){node(id:$a){...on Customer{" + methods
                + " twint:paymentMethods(filter:{type:TWINT}){totalCount}"
                + " last:paymentMethods(last:2){nodes{id} pageInfo{hasPreviousPage}}"
                + " detached:paymentMethods(filter:{status:DETACHED}){totalCount}}}"
                + " none:customer(id:$b){" + methods + "}}";

        var first = server.graphql(document, Map.of("a", many.toString(), "b", none.toString()))
                .path("data");
        var page = first.at("/node/paymentMethods");
        assertEquals(all.reversed().subList(0, 2), each(page.path("nodes"), "id"), first.toString());
        assertEquals(5, page.path("totalCount").intValue());
        assertEquals(0, first.at("/node/twint/totalCount").intValue());
        assertEquals(1, first.at("/node/detached/totalCount").intValue());
        assertEquals(all.reversed().subList(3, 5), each(first.at("/node/last/nodes"), "id"));
        assertTrue(first.at("/node/last/pageInfo/hasPreviousPage").booleanValue());
        assertEquals(0, first.at("/none/paymentMethods/totalCount").intValue());
        assertEquals(
                "{\"hasNextPage\":false,\"hasPreviousPage\":false,\"endCursor\":null}",
                first.at("/none/paymentMethods/pageInfo").toString());

        String after = page.at("/pageInfo/endCursor").asText();
        var second = server.graphql(document, Map.of("a", many.toString(), "b", none.toString(), "after", after))
                .at("/data/node/paymentMethods");
        assertEquals(all.reversed().subList(2, 4), each(second.path("nodes"), "id"));
        assertTrue(second.at("/pageInfo/hasPreviousPage").booleanValue());
        assertTrue(second.at("/pageInfo/hasNextPage").booleanValue());
    }

    @Test
    void listsOfPaymentMethodsOfOneCustomerRefuseWhatAllListsRefuse() {
        String id = data.customer("Ada", null).toString();
        assertEquals(
                "first is 0 to 100.",
                data.refusal(
                        "query($id:ID!){customer(id:$id){paymentMethods(first:101){totalCount}}}", Map.of("id", id)));
    }

    private static void end(String externalId) {
        data.execute(
                "UPDATE connector_mapping SET ended_at = NOW(), ended_because = 'UNLINKED' WHERE external_id = :id",
                Map.of("id", externalId));
    }

    private static JsonNode byReference(String connector, String referenceId) {
        return data.ask(
                "query($c:String!,$r:String!){customerByReference(connector:$c,referenceId:$r){name}}",
                Map.of("c", connector, "r", referenceId));
    }

    private static JsonNode customer(UUID id, String selection) {
        return data.ask("query($id:ID!){customer(id:$id){" + selection + "}}", Map.of("id", id.toString()));
    }
}
