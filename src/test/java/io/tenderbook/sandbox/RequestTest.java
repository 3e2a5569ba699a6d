package io.tenderbook.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.AuthenticationException;
import io.tenderbook.sandbox.TestSandbox.Response;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    private final TestSandbox sandbox = TestSandbox.inMemory();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void everyKeyOpensAnAccountOfItsOwn() {
        String customer = sandbox.customer();

        Response elsewhere = sandbox.send(
                sandbox.request("/v1/customers/" + customer).setHeader("Authorization", "Bearer sk_test_sandbox_b"));

        assertEquals(404, elsewhere.status());
        assertEquals(200, sandbox.get("/v1/customers/" + customer).status());
    }

    @Test
    void aKeyOpensTheSameAccountEverywhere() {
        String here = sandbox.get("/v1/account").id();

        try (TestSandbox another = TestSandbox.inMemory()) {
            assertEquals(here, another.get("/v1/account").id());
        }
        assertTrue(here.startsWith("acct_1"), here);
        assertNotEquals(
                here,
                sandbox.send(sandbox.request("/v1/account").setHeader("Authorization", "Bearer rk_test_sandbox"))
                        .id());
    }

    @Test
    void theKeyMayComeAsAUserName() {
        String basic = Base64.getEncoder().encodeToString((TestSandbox.KEY + ":").getBytes(StandardCharsets.UTF_8));

        Response account = sandbox.send(sandbox.request("/v1/account").setHeader("Authorization", "Basic " + basic));

        assertEquals(sandbox.get("/v1/account").id(), account.id());
    }

    @Test
    void aWrongKeyIsRefusedWithoutRepeatingIt() {
        AuthenticationException refused = assertThrows(
                AuthenticationException.class,
                () -> sandbox.client("sk_live_abcdefghijklmnop")
                        .v1()
                        .customers()
                        .retrieve("cus_1"));

        assertEquals(401, refused.getStatusCode());
        assertEquals(
                "Invalid API Key provided: sk_live_************mnop",
                refused.getStripeError().getMessage());
    }

    @Test
    void noKeyIsRefused() {
        Response refused =
                sandbox.send(HttpRequest.newBuilder(URI.create(sandbox.sandbox().address() + "/v1/customers")));

        assertEquals(401, refused.status());
        assertEquals("invalid_request_error", refused.text("/error/type"));
        assertTrue(refused.error().startsWith("You did not provide an API key."), refused.error());
    }

    @Test
    void everyAnswerSaysWhenAndWhich() {
        for (Response answer : new Response[] {sandbox.get("/v1/account"), sandbox.get("/v1/nothing")}) {
            String date = answer.headers().firstValue("Date").orElseThrow();
            assertTrue(
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .getYear()
                            > 2000,
                    date);
            assertTrue(answer.headers().firstValue("Request-Id").orElseThrow().matches("req_[A-Za-z0-9]{14}"));
            assertEquals(
                    "application/json",
                    answer.headers().firstValue("Content-Type").orElseThrow());
            assertTrue(answer.headers().firstValue("Stripe-Version").isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nothing", "/v1/customers/", "/v1/customers/a/b/c", "/", "/v2/customers"})
    void anUnknownUrlIsNotFound(String path) {
        Response missing = sandbox.get(path);

        assertEquals(404, missing.status());
        assertTrue(missing.error().startsWith("Unrecognized request URL (GET: " + path + ")."), missing.error());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a[=1",
                "name=%zz",
                "metadata=flat",
                "name[a]=1",
                "name=1&name[a]=2",
                "a[b][c][d][e][f][g]=1",
                "colour=red",
                "expand[]=name",
                "address=street",
                "invoice_settings=none"
            })
    void malformedParametersAreRefusedAsStripeRefuses(String form) {
        Response refused = sandbox.post("/v1/customers", form);

        assertEquals(400, refused.status());
        assertEquals("invalid_request_error", refused.text("/error/type"));
        assertFalse(refused.error().isEmpty());
    }

    @Test
    void anUnknownParameterIsNamed() {
        Response refused = sandbox.post("/v1/customers", "colour=red");

        assertEquals("parameter_unknown", refused.text("/error/code"));
        assertEquals("Received unknown parameter: colour", refused.error());
    }

    @Test
    void jsonIsNotTaken() {
        Response refused = sandbox.send(sandbox.request("/v1/customers")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertEquals(400, refused.status());
    }

    @Test
    void aBodyOverOneMebibyteIsRefused() {
        Response refused = sandbox.post("/v1/customers", "name=" + "x".repeat(1 << 20));

        assertEquals(413, refused.status());
    }

    @Test
    void aListCanCarryTheObjectsItNames() {
        String ada = sandbox.customer();
        sandbox.attached("pm_card_visa", ada);

        Response list = sandbox.get("/v1/payment_methods?customer=" + ada + "&expand[0]=data.customer");

        assertEquals("Ada", list.text("/data/0/customer/name"));
    }

    @Test
    void aTakenPortIsExplained() {
        int taken = sandbox.sandbox().port();

        SandboxStartException refused = assertThrows(
                SandboxStartException.class,
                () -> Sandbox.start(new SandboxConfiguration(taken, null, Clock.systemUTC())));

        assertEquals(
                "The Stripe sandbox cannot listen on 127.0.0.1:" + taken
                        + ": free that port, or set TENDERBOOK_SANDBOX_PORT to another one.",
                refused.getMessage());
    }
}
