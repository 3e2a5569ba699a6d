package io.tenderbook.graphql.fetcher;

import static io.tenderbook.graphql.fetcher.TestData.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpiringDaysTest {
    private static final String SETTING = "tenderbook.payment-methods.expiring-days";

    @Test
    void isThirtyUnlessSet() {
        assertEquals(List.of("EXPIRED", "EXPIRING", "ACTIVE", "ACTIVE"), statuses(Map.of()));
    }

    @Test
    void holdsForTheStatusAndForTheFilterByIt() {
        assertEquals(List.of("EXPIRED", "EXPIRING", "EXPIRING", "ACTIVE"), statuses(Map.of(SETTING, 50)));
        assertEquals(List.of("EXPIRED", "ACTIVE", "ACTIVE", "ACTIVE"), statuses(Map.of(SETTING, 0)));
    }

    @Test
    void anImpossibleNumberRefusesTheStart() {
        Throwable failure = assertThrows(
                RuntimeException.class,
                () -> TestServer.start(Map.of(SETTING, -1)).close());
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        assertTrue(
                String.valueOf(failure.getMessage()).startsWith("TENDERBOOK_PAYMENT_METHODS_EXPIRING_DAYS is 0 to 366"),
                failure.toString());
    }

    /** Of cards that end a day ago, in 29, in 49 and in 60 days; found by the filter as they are. */
    private static List<String> statuses(Map<String, Object> settings) {
        try (var server = TestServer.start(settings)) {
            var data = TestData.of(server);
            var connector = data.connector("stripe");
            for (int days : new int[] {-1, 29, 49, 60}) {
                data.paymentMethod(
                        connector, null, Map.of("expires_at", Instant.now().plus(Duration.ofDays(days))));
            }
            String list = "query ($status: PaymentMethodStatus) { paymentMethods(filter: {status: $status},"
                    + " orderBy: {field: EXPIRES_AT}) { nodes { id status } } }";
            for (String status : List.of("ACTIVE", "EXPIRING", "EXPIRED")) {
                var found = data.ask(list, Map.of("status", status)).path("nodes");
                assertTrue(each(found, "status").stream().allMatch(status::equals), found.toString());
            }
            var all = data.ask(list, Map.of()).path("nodes");
            each(all, "status").stream()
                    .distinct()
                    .forEach(status -> assertEquals(
                            each(all, "status").stream().filter(status::equals).count(),
                            data.ask(list, Map.of("status", status))
                                    .path("nodes")
                                    .size()));
            return each(all, "status");
        }
    }
}
