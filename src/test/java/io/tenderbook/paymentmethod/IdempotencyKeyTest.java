package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.error;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Equal requests under one idempotency key are one request. */
class IdempotencyKeyTest {
    private static final String ATTACH = "POST /v1/payment_methods/[^/]+/attach";
    private static final String UPDATE_CUSTOMER = "POST /v1/customers/[^/]+";

    private static Scene scene;
    private static Aftermath aftermath;

    private final String key = Ids.next().toString();

    @BeforeAll
    static void open() {
        scene = Scene.open(Map.of("tenderbook.sync.reads-per-second", 0));
        aftermath = new Aftermath(scene);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @BeforeEach
    void heal() {
        scene.stripe().heal();
        scene.stripe().forget();
        aftermath.forgetIntents();
    }

    @Test
    void fiftyAtOnceAreOneCallAndFiftyEqualAnswers() throws Exception {
        String customer = scene.customerAt("stripe");
        scene.stripe().forget();
        Set<JsonNode> answers = atOnce(50, () -> attach(customer, "pm_card_visa", key));
        assertEquals(1, answers.size(), answers.toString());
        succeeded(answers.iterator().next());
        assertEquals(1, scene.stripe().seen(ATTACH).size());
        assertEquals(1, aftermath.atStripe(customer).size());
        assertEquals(answers, Set.of(attach(customer, "pm_card_visa", key)), "and any later one");
        assertEquals(1, scene.stripe().seen(ATTACH).size());
    }

    @Test
    void fiftyAtOnceShareAnOpenOutcomeToo() throws Exception {
        String customer = scene.customerAt("stripe");
        scene.stripe().forget();
        scene.stripe().on(ATTACH, scene.stripe().obeyAndHangUp());
        Set<JsonNode> answers = atOnce(50, () -> attach(customer, "pm_card_visa", key));
        assertEquals(1, answers.size(), answers.toString());
        error("OUTCOME_UNKNOWN", answers.iterator().next());
        assertEquals(1, aftermath.atStripe(customer).size());
    }

    @Test
    void fiftyAtOnceMakeOneCustomer() throws Exception {
        int before = customersAtStripe();
        Set<JsonNode> answers = atOnce(
                50,
                () -> scene.run(
                        "CreateCustomer", "name", "Ada", "connector", Map.of("name", "stripe"), "idempotencyKey", key));
        assertEquals(1, answers.size(), answers.toString());
        assertEquals(before + 1, customersAtStripe());
        String ours = Ids.next().toString();
        Set<JsonNode> alone = atOnce(20, () -> scene.run("CreateCustomer", "name", "Bea", "idempotencyKey", ours));
        assertEquals(1, alone.size(), alone.toString());
    }

    @Test
    void theAnswerSurvivesARestart() {
        String customer = scene.customerAt("stripe");
        var first = succeeded(attach(customer, "pm_card_visa", key));
        scene.stripe().forget();
        try (var another = scene.server().another(Map.of())) {
            var again = (AttachPaymentMethod.Attached) another.getApplicationContext()
                    .getBean(AttachPaymentMethod.class)
                    .attach(
                            Caller.withKey(scene.server().organisation().id(), Ids.next(), Role.WRITER),
                            new AttachPaymentMethod.Command(
                                    customer, "pm_card_visa", ConnectorInput.AUTO, false, List.of(), key));
            assertEquals(
                    first.path("paymentMethodId").textValue(),
                    again.paymentMethod().stripeId());
            assertEquals(first.path("rawData"), again.rawData());
        }
        assertEquals(0, scene.stripe().seen(ATTACH).size());
    }

    @Test
    void aRefusalIsGivenAgain() {
        String customer = scene.customerAt("stripe");
        scene.stripe().forget();
        var declined = attach(customer, "pm_card_chargeDeclined", key);
        error("CARD_DECLINED", declined);
        assertEquals(declined, attach(customer, "pm_card_chargeDeclined", key));
        assertEquals(1, scene.stripe().seen(ATTACH).size());
    }

    @Test
    void anotherInputOrMutationIsRefused() {
        String customer = scene.customerAt("stripe");
        var attached = succeeded(attach(customer, "pm_card_visa", key));
        Scene.failed("IDEMPOTENCY_KEY_REUSED", attach(customer, "pm_card_amex", key));
        Scene.failed(
                "IDEMPOTENCY_KEY_REUSED",
                scene.run(
                        "SetDefaultPaymentMethod",
                        "paymentMethodId",
                        attached.at("/paymentMethod/id").textValue(),
                        "idempotencyKey",
                        key));
        assertEquals(1, aftermath.atStripe(customer).size());
    }

    @Test
    void anotherOrganisationsKeyIsAnotherKey() {
        String customer = scene.customer();
        succeeded(scene.run("CreateCustomer", "name", "Ada", "idempotencyKey", key));
        var shop = Shop.open(scene.server());
        var theirs = shop.createCustomer(Map.of("name", "Eve", "idempotencyKey", key));
        assertEquals("Eve", Shop.accepted(theirs).at("/customer/name").textValue());
        assertFalse(theirs.toString().contains(customer));
    }

    @Test
    void aWrongInputLeavesTheKeyFree() {
        String customer = scene.customerAt("stripe");
        error("INVALID_INPUT", attach(customer, "pm with blanks", key));
        succeeded(attach(customer, "pm_card_visa", key));
    }

    @Test
    void whatWasNotSentIsGoneOnWithUnderStripesSameKey() {
        continues("PROVIDER_UNAVAILABLE", FaultyStripe.error(429, "invalid_request_error"));
    }

    @Test
    void whatIsInDoubtIsGoneOnWithUnderStripesSameKey() {
        continues("OUTCOME_UNKNOWN", scene.stripe().obeyAndHangUp());
    }

    private void continues(String code, FaultyStripe.Fault fault) {
        String customer = scene.customerAt("stripe");
        scene.stripe().forget();
        scene.stripe().on(ATTACH, fault);
        error(code, attach(customer, "pm_card_visa", key));
        scene.stripe().heal();
        var attached = succeeded(attach(customer, "pm_card_visa", key));
        assertEquals(
                1,
                scene.stripe().seen(ATTACH).stream()
                        .map(FaultyStripe.Seen::idempotencyKey)
                        .distinct()
                        .count());
        assertEquals(List.of(attached.path("paymentMethodId").textValue()), aftermath.atStripe(customer));
        aftermath.assertInStep(customer, code);
        aftermath.assertNothingOpen();
    }

    @Test
    void aDefaultThatWasNotSetIsSetByAskingAgain() {
        String customer = scene.customerAt("stripe");
        scene.stripe().forget();
        scene.stripe().on(UPDATE_CUSTOMER, FaultyStripe.error(429, "invalid_request_error"));
        error("DEFAULT_NOT_SET", attachAsDefault(customer));
        scene.stripe().heal();
        var payload = succeeded(attachAsDefault(customer));
        assertEquals(List.of(payload.path("paymentMethodId").textValue()), aftermath.atStripe(customer));
        assertEquals(payload.path("paymentMethodId").textValue(), scene.defaultOf(customer));
        aftermath.assertInStep(customer, "asked again");
    }

    @Test
    void oneThatItsCarrierDiedOverIsTakenOver() {
        String customer = scene.customerAt("stripe");
        var first = succeeded(attach(customer, "pm_card_visa", key));
        // As if the process had died between the effect and keeping the answer.
        scene.server()
                .bean(Jdbi.class)
                .useHandle(handle -> handle.execute("UPDATE idempotency_key SET status = 'RUNNING', answer = NULL"));
        aftermath.pass(Duration.ofMinutes(1));
        var second = succeeded(attach(customer, "pm_card_visa", key));
        assertEquals(first.path("paymentMethodId"), second.path("paymentMethodId"));
        assertEquals(1, aftermath.atStripe(customer).size());
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        String customer = scene.customerAt("stripe");
        var first = succeeded(attach(customer, "pm_card_visa", key));
        aftermath.pass(Duration.ofHours(23));
        assertEquals(first, attach(customer, "pm_card_visa", key));
        aftermath.pass(Duration.ofHours(2));
        var second = succeeded(attach(customer, "pm_card_visa", key));
        assertNotEquals(first.path("paymentMethodId"), second.path("paymentMethodId"));
        aftermath.pass(Duration.ofHours(25));
        aftermath.settle();
        assertEquals(List.of(), kept("operation_id"));
    }

    @Test
    void neitherKeyNorInputCanBeReadInTheDatabase() {
        String customer = scene.customerAt("stripe");
        succeeded(attach(customer, "pm_card_visa", key));
        String rows = kept("CONCAT(key_hash, input_hash)").toString();
        assertFalse(rows.contains(key), rows);
        assertFalse(rows.contains("pm_card_visa"), rows);
    }

    private static List<String> kept(String what) {
        return scene.server()
                .bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT " + what + " FROM idempotency_key")
                        .mapTo(String.class)
                        .list());
    }

    private JsonNode attach(String customer, String paymentMethod, String idempotencyKey) {
        return scene.run(
                "AttachPaymentMethod",
                "customerId",
                customer,
                "paymentMethodId",
                paymentMethod,
                "idempotencyKey",
                idempotencyKey);
    }

    private JsonNode attachAsDefault(String customer) {
        return scene.run(
                "AttachPaymentMethod",
                "customerId",
                customer,
                "paymentMethodId",
                "pm_card_visa",
                "setAsDefault",
                true,
                "idempotencyKey",
                key);
    }

    private static int customersAtStripe() {
        return scene.account().get("/v1/customers?limit=100").path("data").size();
    }

    private static Set<JsonNode> atOnce(int count, Callable<JsonNode> request) throws Exception {
        Set<JsonNode> answers = new LinkedHashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(threads.submit(request));
            }
            for (var one : all) {
                answers.add(one.get());
            }
        }
        return answers;
    }
}
