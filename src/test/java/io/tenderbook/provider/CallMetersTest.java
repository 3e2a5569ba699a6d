package io.tenderbook.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenderbook.TestServer;
import io.tenderbook.provider.ProviderException.PaymentMethodNotFound;
import io.tenderbook.provider.ProviderException.Unavailable;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How often a provider was asked for what, and how that ended, can be told afterwards. */
class CallMetersTest {
    /** Nobody listens there. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @Test
    void callsAreCountedByOperationReasonAndOutcome() {
        try (var server = TestServer.withSandbox()) {
            var connector = server.connector("stripe");
            var provider = server.bean(PaymentProviders.class).of(connector);
            provider.readPaymentMethod(connector, "pm_card_visa", ProviderCall.start());
            assertThrows(
                    PaymentMethodNotFound.class,
                    () -> provider.readPaymentMethod(connector, "pm_unknown", ProviderCall.ofEvent()));
            assertThrows(
                    PaymentMethodNotFound.class,
                    () -> provider.readPaymentMethod(connector, "pm_unknown", ProviderCall.ofEvent()));
            provider.listCustomers(connector, null, null, ProviderCall.start());

            assertEquals(
                    Map.of(
                            "calls stripe read_payment_method other answered", 1L,
                            "calls stripe read_payment_method event refused", 2L,
                            "calls stripe list_customers other answered", 1L),
                    counts(server));
        }
    }

    @Test
    void whatAnOpenCircuitHoldsBackIsCountedApart() {
        try (var server = TestServer.withStripeAt(NOWHERE, Map.of("tenderbook.sync.breaker-pause", "1h"))) {
            var connector = server.connector("stripe");
            var provider = server.bean(PaymentProviders.class).of(connector);
            for (int i = 0; i < 7; i++) {
                assertThrows(
                        Unavailable.class, () -> provider.readCustomer(connector, "cus_1", ProviderCall.ofEvent()));
            }
            assertThrows(Unavailable.class, () -> provider.detach(connector, "pm_1", ProviderCall.start()));
            assertEquals(
                    Map.of(
                            "calls stripe read_customer event unavailable", 5L,
                            "withheld stripe read_customer event", 2L,
                            "withheld stripe detach other", 1L),
                    counts(server));
        }
    }

    private static Map<String, Long> counts(TestServer server) {
        Map<String, Long> counts = new TreeMap<>();
        var meters = server.bean(MeterRegistry.class);
        for (Timer timer : meters.find("tenderbook.provider.calls").timers()) {
            counts.put("calls" + tags(timer, "connector", "operation", "reason", "outcome"), timer.count());
        }
        for (Counter counter : meters.find("tenderbook.provider.withheld").counters()) {
            counts.put("withheld" + tags(counter, "connector", "operation", "reason"), (long) counter.count());
        }
        return counts;
    }

    private static String tags(Meter meter, String... names) {
        return Arrays.stream(names)
                .map(name -> " " + meter.getId().getTag(name))
                .collect(Collectors.joining());
    }
}
