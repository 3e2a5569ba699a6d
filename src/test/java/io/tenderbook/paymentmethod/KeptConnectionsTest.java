package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderCall;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptConnectionsTest {
    private static final int AT_ONCE = 32;

    @Test
    void callsThatAreMadeAtOnceLeaveTheirConnectionsToTheNext()
            throws IOException, ExecutionException, InterruptedException {
        Set<Integer> connections = ConcurrentHashMap.newKeySet();
        var all = new CyclicBarrier(AT_ONCE);
        var made = FaultyStripe.body(200, "{\"id\":\"cus_1\",\"object\":\"customer\",\"livemode\":false}");
        try (var stripe = new FaultyStripe();
                var server = TestServer.withStripeAt(stripe.address(), Map.of())) {
            stripe.on("POST /v1/customers", (exchange, body) -> {
                connections.add(exchange.getRemoteAddress().getPort());
                await(all);
                made.answer(exchange, body);
            });
            for (int round = 0; round < 3; round++) {
                callAtOnce(server);
            }
        }
        assertEquals(AT_ONCE, connections.size());
    }

    private static void callAtOnce(TestServer server) throws ExecutionException, InterruptedException {
        var connector = server.connector("stripe");
        var provider = server.bean(PaymentProviders.class).of(connector);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, AT_ONCE)
                    .mapToObj(call -> threads.submit(
                            () -> provider.createCustomer(connector, Ids.next(), "name", null, ProviderCall.start())))
                    .toList();
            for (var call : calls) {
                call.get();
            }
        }
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await();
        } catch (InterruptedException | BrokenBarrierException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
