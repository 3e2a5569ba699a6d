package io.tenderbook.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.BeanContext;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderCall;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How connectors are made and changed, and that nobody reads their secrets. */
class ConnectorAdministrationTest {
    private static StripeDoor stripe;
    private static TestServer server;
    private static Admin admin;

    /** A name, key and account of this test's own. */
    private String name = "";

    private String key = "";

    @BeforeAll
    static void start() {
        stripe = new StripeDoor();
        server = TestServer.start(Map.of("stripe.api-base", stripe.address(), "tenderbook.sync.breaker-pause", "0s"));
        admin = new Admin(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        stripe.close();
    }

    @BeforeEach
    void fresh() {
        String own = Ids.next().toString().replace("-", "");
        name = "connector " + own;
        key = "sk_test_" + own;
        stripe.open(key, "acct_" + own);
    }

    @Test
    void aConnectorIsMadeOnceItsKeyOpensAnAccount() {
        var made = create("name", " " + name + " ", "importCustomers", false).path("connector");
        assertEquals(name, made.path("name").textValue());
        assertEquals("stripe", made.path("provider").textValue());
        assertFalse(made.path("livemode").booleanValue());
        assertFalse(made.path("importCustomers").booleanValue());
        assertTrue(made.path("isActive").booleanValue());
        assertTrue(made.path("account").isNull());
        assertEquals(
                "/webhooks/stripe/" + made.path("id").textValue(),
                made.path("webhookPath").textValue());
        assertTrue(stripe.seen().contains(key));
    }

    @Test
    void theKeySaysWhetherRealMoneyMoves() {
        String live = key.replace("sk_test_", "rk_live_");
        stripe.open(live, "restricted");
        assertTrue(create("secretKey", live).at("/connector/livemode").booleanValue());
    }

    @ParameterizedTest
    @CsvSource({
        "pk_test_123, publishable",
        "sk_test_, secret key",
        "rubbish, secret key",
        "sk_test_a b, secret key",
        "'', secret key"
    })
    void whatIsNoSecretKeyIsRefusedUnsent(String text, String words) {
        int before = stripe.seen().size();
        var error = refused("INVALID_INPUT", "secretKey", text);
        assertEquals("[\"secretKey\"]", error.path("field").toString());
        assertTrue(error.path("message").textValue().contains(words), error.toString());
        assertEquals(before, stripe.seen().size());
    }

    @Test
    void aKeyThatStripeDoesNotKnowMakesNothing() {
        var error = refused("PROVIDER_REJECTED", "secretKey", "sk_test_unknown");
        assertEquals("[\"secretKey\"]", error.path("field").toString());
        assertFalse(error.toString().contains("sk_test_unknown"), error.toString());
        create();
    }

    @Test
    void anAccountThatTheKeyDoesNotReachIsRefusedAndOneThatItReachesIsNamedToStripe() {
        refused("PROVIDER_REJECTED", "account", "acct_of_others");
        var made = create("account", "acct_of_ours");
        assertEquals("acct_of_ours", made.at("/connector/account").textValue());
        ask(made.at("/connector/id").textValue(), server.bean(BeanContext.class));
        assertEquals(key + " acct_of_ours", stripe.seen().getLast());
        assertEquals(
                "[\"account\"]",
                refused("INVALID_INPUT", "account", "acct of ours")
                        .path("field")
                        .toString());
    }

    @Test
    void whileStripeIsDownNothingIsMadeAndTheSameRequestMakesItAfterwards() {
        String once = Ids.next().toString();
        stripe.down(true);
        refused("PROVIDER_UNAVAILABLE", "idempotencyKey", once);
        stripe.down(false);
        create("idempotencyKey", once);
    }

    @Test
    void aRepeatAnswersWithTheSameConnectorAndNoTableHoldsASecret() throws SQLException {
        String once = Ids.next().toString();
        String webhookSecret = "whsec_" + once;
        var made = create("webhookSecret", webhookSecret, "idempotencyKey", once);
        assertEquals(made, create("webhookSecret", webhookSecret, "idempotencyKey", once));
        refused("IDEMPOTENCY_KEY_REUSED", "webhookSecret", "whsec_other", "idempotencyKey", once);
        for (String cell : admin.cells()) {
            assertFalse(cell.contains(key) || cell.contains(webhookSecret));
        }
        var secrets = new CreateConnector.Command("n", "stripe", key, webhookSecret, null, true, null);
        assertFalse(secrets.toString().contains(key) || secrets.toString().contains(webhookSecret));
    }

    @Test
    void aNameIsTakenWhateverItsCaseAlsoForThoseWhoComeAtOnce() throws InterruptedException, ExecutionException {
        Callable<JsonNode> one = () -> admin.run("CreateConnector", "name", name, "secretKey", key);
        Callable<JsonNode> two =
                () -> admin.run("CreateConnector", "name", name.toUpperCase(Locale.ROOT), "secretKey", key);
        int made = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<JsonNode> answer : threads.invokeAll(List.of(one, two, one, two))) {
                made += answer.get().path("connector").isNull() ? 0 : 1;
            }
        }
        assertEquals(1, made);
        assertEquals("[\"name\"]", refused("ALREADY_EXISTS").path("field").toString());
        String id = connectorNamed(name).id().toString();
        admin.done("UpdateConnector", "connectorId", id, "name", name.toUpperCase(Locale.ROOT));
        refused("INVALID_INPUT", "name", " ");
        String other = create("name", name + "x").at("/connector/id").textValue();
        admin.refused("ALREADY_EXISTS", "UpdateConnector", "connectorId", other, "name", name);
    }

    @Test
    void aNewKeyAndANewNameAreInUseOnEveryInstanceAtOnce() {
        String id = create().at("/connector/id").textValue();
        try (var another = server.another(Map.of())) {
            ask(id, another.getApplicationContext());
            assertEquals(key, stripe.seen().getLast());
            String rolled = key + "rolled";
            stripe.open(rolled, "acct_" + key.substring(8));
            var changed = admin.done("UpdateConnector", "connectorId", id, "name", name + " b", "secretKey", rolled);
            assertEquals(name + " b", changed.at("/connector/name").textValue());
            ask(id, another.getApplicationContext());
            assertEquals(rolled, stripe.seen().getLast());
            var metrics = server.send(HttpRequest.newBuilder(another.getURI().resolve("/prometheus")));
            assertTrue(metrics.body().contains("connector=\"" + name + " b\""));
        }
    }

    @Test
    void whatIsAbsentStaysAsItIs() {
        String id = create("account", "acct_of_ours").at("/connector/id").textValue();
        var changed = admin.done("UpdateConnector", "connectorId", id, "importCustomers", false)
                .path("connector");
        assertFalse(changed.path("importCustomers").booleanValue());
        assertEquals(name, changed.path("name").textValue());
        assertEquals("acct_of_ours", changed.path("account").textValue());
        assertTrue(changed.path("isActive").booleanValue());
    }

    @Test
    void theKeyOfAnotherModeOrAccountIsRefused() {
        String id = create().at("/connector/id").textValue();
        String live = key.replace("_test_", "_live_");
        stripe.open(live, "acct_" + key.substring(8));
        var mode = admin.refused("INVALID_INPUT", "UpdateConnector", "connectorId", id, "secretKey", live);
        assertTrue(mode.path("message").textValue().contains("live mode"), mode.toString());
        stripe.open(key + "x", "acct_other");
        var other = admin.refused("INVALID_INPUT", "UpdateConnector", "connectorId", id, "secretKey", key + "x");
        assertTrue(other.path("message").textValue().contains("acct_other"), other.toString());
        var account = admin.refused("INVALID_INPUT", "UpdateConnector", "connectorId", id, "account", "acct_of_ours");
        assertEquals("[\"account\"]", account.path("field").toString());
        ask(id, server.bean(BeanContext.class));
        assertEquals(key, stripe.seen().getLast());
        stripe.open(key, "restricted");
        admin.done("UpdateConnector", "connectorId", id, "secretKey", key + "x");
    }

    @Test
    void theAccountMayBeNamedWhereItIsTheSame() {
        stripe.open(key, "acct_of_ours");
        String id = create().at("/connector/id").textValue();
        var named = admin.done("UpdateConnector", "connectorId", id, "account", "acct_of_ours");
        assertEquals("acct_of_ours", named.at("/connector/account").textValue());
        var unnamed = admin.done("UpdateConnector", "connectorId", id, "account", null);
        assertTrue(unnamed.at("/connector/account").isNull());
    }

    @Test
    void aConnectorOutOfUseIsNeverChosen() {
        String id = create().at("/connector/id").textValue();
        admin.done("UpdateConnector", "connectorId", id, "isActive", false);
        var answer = admin.answer(Role.ADMIN, "CreateCustomer", "name", "Ada", "connector", Map.of("name", name));
        assertEquals(
                "CONNECTOR_NOT_FOUND",
                answer.at("/data/createCustomer/userErrors/0/code").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateConnector", "UpdateConnector", "RotateWebhookSecret"})
    void onlyAdminsMayChangeConnectors(String operation) {
        Object[] input = switch (operation) {
            case "CreateConnector" -> new Object[] {"name", name, "secretKey", key};
            case "UpdateConnector" -> new Object[] {"connectorId", Ids.next().toString()};
            default -> new Object[] {"connectorId", Ids.next().toString(), "webhookSecret", "whsec_a"};
        };
        for (Role role : List.of(Role.READER, Role.WRITER)) {
            var answer = admin.answer(role, operation, input);
            assertEquals("FORBIDDEN", answer.at("/errors/0/extensions/code").textValue(), answer.toString());
        }
    }

    private static Connector connectorNamed(String name) {
        return server.bean(Connectors.class).of(server.organisation().id()).stream()
                .filter(connector -> connector.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow();
    }

    private static void ask(String connectorId, BeanContext instance) {
        var connector = instance.getBean(Connectors.class)
                .byId(UUID.fromString(connectorId))
                .orElseThrow();
        instance.getBean(PaymentProviders.class).of(connector).readCustomer(connector, "cus_1", ProviderCall.start());
    }

    private JsonNode create(Object... more) {
        return admin.done("CreateConnector", with(more));
    }

    private JsonNode refused(String code, Object... more) {
        return admin.refused(code, "CreateConnector", with(more));
    }

    private Object[] with(Object... more) {
        var input = Admin.members("name", name, "secretKey", key);
        input.putAll(Admin.members(more));
        return input.entrySet().stream()
                .flatMap(member -> Stream.of(member.getKey(), member.getValue()))
                .toArray();
    }
}
