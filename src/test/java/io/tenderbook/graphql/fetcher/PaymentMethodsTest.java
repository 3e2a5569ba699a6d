package io.tenderbook.graphql.fetcher;

import static io.tenderbook.graphql.fetcher.TestData.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.paymentmethod.PaymentMethodOrderField;
import io.tenderbook.paymentmethod.PaymentMethodStatus;
import io.tenderbook.provider.Connector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentMethodsTest {
    private static final String DOCUMENT = "query($first:Int,$after:String,$last:Int,$before:String,"
            + "$filter:PaymentMethodFilter,$orderBy:PaymentMethodOrder){"
            + "paymentMethods(first:$first,after:$after,last:$last,before:$before,filter:$filter,orderBy:$orderBy){"
            + "totalCount nodes{id stripeId status} pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}";

    private static TestServer server;
    private static TestData data;
    private static Connector connector;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        data = TestData.of(server);
        connector = data.connector("stripe");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        data.execute("DELETE FROM default_payment_method", Map.of());
        data.execute("DELETE FROM payment_method", Map.of());
    }

    @Test
    void everyStatusIsTheSameAsAFilterAndAsAField() {
        Instant now = Instant.now();
        for (int bits = 0; bits < 64; bits++) {
            Map<String, @Nullable Object> columns = new HashMap<>();
            columns.put("detached_at", (bits & 1) == 0 ? null : now);
            columns.put("customer_deleted_at", (bits & 2) == 0 ? null : now);
            columns.put("enabled", (bits & 4) == 0);
            columns.put("mandate_inactive", (bits & 8) != 0);
            columns.put(
                    "expires_at",
                    switch (bits >> 4) {
                        case 1 -> now.minusSeconds(60);
                        case 2 -> now.plus(Duration.ofDays(29));
                        case 3 -> now.plus(Duration.ofDays(31));
                        default -> null;
                    });
            data.paymentMethod(connector, null, columns);
        }
        Map<String, Set<String>> byField = new HashMap<>();
        ask(Map.of("first", 100, "filter", Map.of("includeDetached", true)))
                .path("nodes")
                .forEach(node -> byField.computeIfAbsent(node.path("status").asText(), status -> new TreeSet<>())
                        .add(node.path("id").asText()));
        Map<String, Set<String>> byFilter = new HashMap<>();
        for (PaymentMethodStatus status : PaymentMethodStatus.values()) {
            var found = ask(Map.of("first", 100, "filter", Map.of("status", status.name())));
            byFilter.put(status.name(), new TreeSet<>(each(found.path("nodes"), "id")));
        }
        assertEquals(byField, byFilter);
        assertEquals(64, byFilter.values().stream().mapToInt(Set::size).sum());
    }

    @ParameterizedTest
    @CsvSource({"CREATED_AT,ASC", "CREATED_AT,DESC", "UPDATED_AT,ASC", "EXPIRES_AT,ASC", "EXPIRES_AT,DESC"})
    void pagesFollowOneAnotherInBothDirections(String field, String direction) {
        Instant start = Instant.parse("2030-01-01T00:00:00Z");
        for (int i = 0; i < 103; i++) {
            Map<String, @Nullable Object> columns = new HashMap<>();
            columns.put("expires_at", i % 4 == 0 ? null : start.plus(Duration.ofDays(i % 6)));
            columns.put("created_at", start.plusNanos(i / 3 * 1000L));
            data.paymentMethod(connector, null, columns);
        }
        Map<String, Object> order = Map.of("orderBy", Map.of("field", field, "direction", direction));
        List<String> forwards = walk(order, "first", "after", "endCursor", "hasNextPage");
        List<String> backwards = walk(order, "last", "before", "startCursor", "hasPreviousPage");
        assertEquals(103, Set.copyOf(forwards).size());
        assertEquals(forwards, backwards.reversed());
    }

    @Test
    void thoseThatNeverExpireComeLastInEitherDirection() {
        method("never", Map.of());
        method("later", Map.of("expires_at", Instant.parse("2040-01-01T00:00:00Z")));
        method("sooner", Map.of("expires_at", Instant.parse("2030-01-01T00:00:00Z")));
        assertEquals(List.of("sooner", "later", "never"), ordered("ASC"));
        assertEquals(List.of("later", "sooner", "never"), ordered("DESC"));
    }

    @ParameterizedTest
    @EnumSource(PaymentMethodOrderField.class)
    void aCursorHoldsWhatTheOrderNeedsWhateverElseIsAskedFor(PaymentMethodOrderField field) {
        method("first", Map.of("expires_at", Instant.parse("2030-01-01T00:00:00Z")));
        method("second", Map.of("expires_at", Instant.parse("2031-01-01T00:00:00Z")));
        String document = "query($after: String) { paymentMethods(first: 1, after: $after, orderBy: {field: " + field
                + "}) { pageInfo { endCursor } nodes { stripeId } } }";
        var first = data.ask(document, Map.of());
        var second = data.ask(
                document, Map.of("after", first.at("/pageInfo/endCursor").asText()));
        assertEquals("first", first.at("/nodes/0/stripeId").asText());
        assertEquals("second", second.at("/nodes/0/stripeId").asText());
    }

    @Test
    void filtersByWhatItIs() {
        method("visa", Map.of("brand", "visa", "fingerprint", "Fp1"));
        method("twint", Map.of("type", "TWINT", "provider_type", "twint", "fingerprint", "fp1"));
        assertEquals(List.of("twint"), filtered(Map.of("type", "TWINT")));
        assertEquals(List.of("visa"), filtered(Map.of("brand", "VISA")));
        assertEquals(List.of(), filtered(Map.of("brand", "vis")));
        assertEquals(List.of("visa"), filtered(Map.of("fingerprint", "Fp1")));
        assertEquals(List.of(), filtered(Map.of("fingerprint", "Zürich")));
        assertEquals(List.of("visa"), filtered(Map.of("stripeId", "visa")));
        assertEquals(List.of(), filtered(Map.of("stripeId", "VISA")));
        assertEquals(List.of(), filtered(Map.of("stripeId", "ü")));
        assertEquals(List.of(), filtered(Map.of("type", "TWINT", "brand", "visa")));
    }

    @Test
    void filtersByConnectorAndDefault() {
        UUID customer = data.customer("Ada", null);
        Connector other = data.connector("other " + customer);
        data.paymentMethod(other, customer, Map.of("stripe_id", "elsewhere"));
        data.makeDefault(data.paymentMethod(connector, customer, Map.of("stripe_id", "default")), Instant.now());
        assertEquals(
                List.of("elsewhere"), filtered(Map.of("connectorId", other.id().toString())));
        assertEquals(List.of(), filtered(Map.of("connectorId", "none")));
        assertEquals(List.of("default"), filtered(Map.of("isDefault", true)));
        assertEquals(List.of("elsewhere"), filtered(Map.of("isDefault", false)));
    }

    @Test
    void detachedOnesShowOnlyWhenAskedFor() {
        method("detached", Map.of("detached_at", Instant.now()));
        method("attached", Map.of());
        assertEquals(List.of("attached"), filtered(Map.of()));
        assertEquals(List.of("attached", "detached"), filtered(Map.of("includeDetached", true)));
        assertEquals(List.of("detached"), filtered(Map.of("status", "DETACHED")));
    }

    @Test
    void expiresBeforeMeansThatTheLastMonthLiesBeforeThatOne() {
        method("march", Map.of("expires_at", Instant.parse("2031-04-01T00:00:00Z")));
        method("april", Map.of("expires_at", Instant.parse("2031-05-01T00:00:00Z")));
        method("never", Map.of());
        assertEquals(List.of(), filtered(Map.of("expiresBefore", "2031-03")));
        assertEquals(List.of("march"), filtered(Map.of("expiresBefore", "2031-04")));
        assertEquals(List.of("april", "march"), filtered(Map.of("expiresBefore", "2031-05")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2031", "2031-13", "31-04", "2031-4", "2031-04-01", "April"})
    void refusesWhatIsNoMonth(String month) {
        assertEquals(
                "expiresBefore is a month written YYYY-MM, such as 2031-04.",
                data.refusal(DOCUMENT, Map.of("filter", Map.of("expiresBefore", month))));
    }

    private static void method(String stripeId, Map<String, Object> columns) {
        Map<String, Object> all = new HashMap<>(columns);
        all.put("stripe_id", stripeId);
        data.paymentMethod(connector, null, all);
    }

    private static List<String> walk(
            Map<String, Object> order, String size, String beyond, String end, String hasMore) {
        List<String> seen = new ArrayList<>();
        Map<String, @Nullable Object> variables = new HashMap<>(order);
        variables.put(size, 10);
        JsonNode page;
        do {
            assertTrue(seen.size() <= 103, "pages that never end");
            page = ask(variables);
            List<String> ids = each(page.path("nodes"), "id");
            seen.addAll(beyond.equals("after") ? ids : ids.reversed());
            variables.put(beyond, page.path("pageInfo").path(end).textValue());
        } while (page.path("pageInfo").path(hasMore).booleanValue());
        return seen;
    }

    private static List<String> ordered(String direction) {
        var orderBy = Map.of("field", "EXPIRES_AT", "direction", direction);
        return each(ask(Map.of("orderBy", orderBy)).path("nodes"), "stripeId");
    }

    /** The provider's ids, newest first. */
    private static List<String> filtered(Map<String, Object> filter) {
        var page = ask(Map.of("filter", filter));
        assertEquals(page.path("nodes").size(), page.path("totalCount").intValue());
        return each(page.path("nodes"), "stripeId");
    }

    private static JsonNode ask(Map<String, ? extends @Nullable Object> variables) {
        return data.ask(DOCUMENT, variables);
    }
}
