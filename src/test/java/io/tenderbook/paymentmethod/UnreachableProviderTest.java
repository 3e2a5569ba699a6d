package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Shop.accepted;
import static io.tenderbook.paymentmethod.Shop.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What customers and claims come to while the provider does not answer, or answers by halves. */
class UnreachableProviderTest {
    private HttpServer provider;
    private TestServer server;
    private Shop shop;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.start();
        server = TestServer.start(Map.of(
                "stripe.sandbox-base",
                "http://127.0.0.1:" + provider.getAddress().getPort()));
        shop = Shop.open(server, "stripe");
    }

    @AfterEach
    void stop() {
        server.close();
        provider.stop(0);
    }

    @Test
    void aClaimIsRecordedWithoutTheProvider() {
        provider.stop(0);
        var payload = accepted(shop.createPaymentMethod(Claims.card(shop.customer())));
        assertEquals("UNVERIFIED", payload.at("/paymentMethod/syncStatus").textValue());
    }

    @Test
    void noCustomerIsLeftThatWasToBeMadeOrFoundAtTheProvider() {
        provider.stop(0);
        for (var connector : new Object[] {Map.of("name", "stripe"), reference()}) {
            refused("PROVIDER_UNAVAILABLE", shop.createCustomer(Map.of("connector", connector)));
        }
        assertEquals(0, shop.customers());
    }

    @Test
    void noMappingIsMadeUnseen() {
        provider.stop(0);
        String customer = shop.customer();
        refused("PROVIDER_UNAVAILABLE", shop.linkCustomer(customer, reference()));
        assertEquals(0, shop.customer(customer).path("connectorMappings").size());
    }

    @Test
    void eventsThatWaitedGoOnThoughThePaymentMethodsCouldNotBeListed() {
        provider.createContext(
                "/v1/customers/", exchange -> answer(exchange, 200, "{\"id\": \"cus_x\", \"object\": \"customer\"}"));
        provider.createContext("/v1/payment_methods", exchange -> {
            answer(exchange, 500, "{\"error\": {\"type\": \"api_error\", \"message\": \"Sorry.\"}}");
        });
        shop.stripe().importNobody();
        String waiting = ShopAccount.unknown("pm_");
        var event =
                StripeDeliveries.event("payment_method.attached", Instant.now(), ShopAccount.card(waiting, "cus_x"));
        assertEquals("UNMAPPED", shop.stripe().deliveries().apply(event));

        String customer = shop.customer();
        accepted(shop.linkCustomer(customer, reference()));
        shop.stripe().awaits(event, "APPLIED");
        assertEquals(customer, shop.method(waiting).path("customerId").textValue());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> reference() {
        return Map.of("name", "stripe", "referenceId", "cus_x");
    }
}
