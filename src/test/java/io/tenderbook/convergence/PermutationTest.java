package io.tenderbook.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attached, updated, updated and detached within one second, in each of their 24 orders. */
class PermutationTest {
    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyOrderOfOneSecondEndsEqualToStripe(int copies) {
        var orders = orders(List.of(0, 1, 2, 3));
        assertEquals(24, orders.size());

        var differences = Turmoil.all(orders.size(), orders, order -> differences(order, copies, true));

        assertEquals(List.of(), differences.stream().flatMap(List::stream).toList());
    }

    /** So that what is read may be an update that no event in the given order has shown yet, but no detachment. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyOrderOfOneSecondEndsEqualToStripeWhileItIsStillAttached(int copies) {
        var differences = Turmoil.all(6, orders(List.of(0, 1, 2)), order -> differences(order, copies, false));

        assertEquals(List.of(), differences.stream().flatMap(List::stream).toList());
    }

    private static List<String> differences(List<Integer> order, int copies, boolean detach) {
        var tenant = world.tenant();
        var account = tenant.account();
        account.post(
                "/v1/test_helpers/clock",
                "frozen_time=" + Instant.now().plusSeconds(3_600).getEpochSecond());
        String method = account.attach("pm_card_visa", account.customer("Ada"));
        account.post("/v1/payment_methods/" + method, "card[exp_year]=2041");
        account.post("/v1/payment_methods/" + method, "metadata[turn]=2");
        if (detach) {
            account.post("/v1/payment_methods/" + method + "/detach");
        }
        var events = tenant.events().stream()
                .filter(event -> event.path("type").asText().startsWith("payment_method."))
                .toList();
        assertEquals(order.size(), events.size());
        assertEquals(
                1,
                events.stream().map(event -> event.path("created")).distinct().count());

        var ordered = order.stream().map(events::get).toList();
        Turmoil.deliver(
                tenant,
                IntStream.range(0, copies)
                        .mapToObj(copy -> ordered)
                        .flatMap(List::stream)
                        .toList(),
                4);

        tenant.awaitDrained(events.size());
        return Differences.of(tenant).stream().map(one -> order + " " + one).toList();
    }

    private static <T> List<List<T>> orders(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        return all.stream()
                .flatMap(first -> {
                    List<T> rest = new ArrayList<>(all);
                    rest.remove(first);
                    return orders(rest).stream()
                            .map(order -> Stream.concat(Stream.of(first), order.stream())
                                    .toList());
                })
                .toList();
    }
}
