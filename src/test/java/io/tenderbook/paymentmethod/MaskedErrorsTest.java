package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever breaks below, nobody outside learns how the program is made; and whoever looks into the log finds out. */
class MaskedErrorsTest {
    /** Classes, SQL, addresses, keys and stacks. */
    private static final Pattern INSIDES = Pattern.compile(
            "io\\.tenderbook|java\\.|javax\\.|org\\.[a-z]|com\\.(mysql|stripe|fasterxml|zaxxer)|Exception|\\bat [a-z]+\\."
                    + "|(?i)\\b(select|insert into|update|delete from)\\b.*\\b(from|set|values|where)\\b"
                    + "|127\\.0\\.0\\.1|localhost|jdbc:|:3306|sk_test_|whsec_|_away|doesn't exist|made up");

    private static final List<String> TABLES = List.of(
            "api_key",
            "organisation",
            "connector",
            "connector_mapping",
            "connector_secret",
            "customer",
            "payment_method",
            "default_payment_method",
            "payment_method_change",
            "payment_method_change_counter",
            "provider_object",
            "intent",
            "idempotency_key",
            "webhook_event");

    private static final List<String> AT_STRIPE = List.of(
            "AttachPaymentMethod",
            "UpdatePaymentMethod",
            "DetachPaymentMethod",
            "SetDefaultPaymentMethod",
            "CreateSetupIntent",
            "CreateCustomer",
            "LinkCustomer",
            "SyncCustomer",
            "DeleteCustomer");

    private static final Map<String, Map<String, @Nullable Object>> VARIABLES = new HashMap<>();

    private static Scene scene;
    private static final List<ILoggingEvent> LOGGED = new CopyOnWriteArrayList<>();
    private static final ListAppender<ILoggingEvent> APPENDER = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            LOGGED.add(event);
        }
    };

    @BeforeAll
    static void open() {
        scene = Scene.open();
        APPENDER.start();
        root().addAppender(APPENDER);
    }

    @AfterAll
    static void close() {
        root().detachAppender(APPENDER);
        scene.close();
    }

    @BeforeEach
    void heal() {
        scene.stripe().heal();
        LOGGED.clear();
    }

    static List<String> tables() {
        return TABLES;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableThatIsGoneIsOurSecret(String table) {
        var names = Documents.names();
        names.forEach(MaskedErrorsTest::variables);
        int broken = 0;
        rename(table, table + "_away");
        try {
            for (String name : names) {
                broken += assertTold(name, send(name, variables(name)));
            }
        } finally {
            rename(table + "_away", table);
        }
        assertTrue(broken > 0, "nothing broke without " + table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "<html>127.0.0.1 java.lang.NullPointerException: made up</html>",
                "{\"id\":7,\"object\":[]}",
                "{\"id\":\"x\",\"card\":5,\"metadata\":7,\"customer\":{\"a\":1},\"type\":[]}"
            })
    void anAnswerOfStripesThatIsNoneIsNoInternalError(String body) {
        for (String name : AT_STRIPE) {
            for (int status : new int[] {200, 400}) {
                var variables = variables(name);
                scene.stripe().on(".*", FaultyStripe.body(status, body));
                var answer = send(name, variables);
                scene.stripe().heal();
                assertEquals(0, assertTold(name, answer), answer.body());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "details = '[1]'",
                "details = '{\"wallet\": {\"type\": null}}'",
                "details = '{\"networks\": 7}'",
                "details = '5'",
                "billing_details = '\"text\"'",
                "billing_details = '{\"address\": [1]}'",
                "metadata = '[]'",
                "wallet = '[[[1]]]'",
                "raw_data = '\"text\"'",
                "type = 'NO_SUCH_TYPE'",
                "source = 'NO_SUCH_SOURCE'",
                "allow_redisplay = 'no_such_word'"
            })
    void aRecordThatMakesNoSenseIsOurSecret(String nonsense) {
        var variables = new Documents(scene).variables("PaymentMethod");
        jdbi().useHandle(handle -> handle.execute(
                "UPDATE payment_method SET " + nonsense + " WHERE id = ?",
                UUID.fromString(String.valueOf(variables.get("id")))));
        for (String name : List.of("PaymentMethod", "PaymentMethodChanges", "Node")) {
            assertTold(name, send(name, variables));
        }
        assertTold("UpdatePaymentMethod", send("UpdatePaymentMethod", input(variables, "expYear", 2045)));
        assertTold("DetachPaymentMethod", send("DetachPaymentMethod", input(variables, "dryRun", false)));
    }

    private static Map<String, @Nullable Object> input(
            Map<String, @Nullable Object> method, String name, Object value) {
        return Map.of("input", Scene.members("paymentMethodId", method.get("id"), name, value));
    }

    /** Made once for each document; what that did before may keep it from doing it again. The idempotency key is new. */
    private static Map<String, @Nullable Object> variables(String name) {
        var variables = VARIABLES.computeIfAbsent(name, new Documents(scene)::variables);
        if (variables.get("input") instanceof Map<?, ?> input) {
            Map<Object, @Nullable Object> keyed = new HashMap<>(input);
            keyed.put("idempotencyKey", Ids.next().toString());
            return Map.of("input", keyed);
        }
        return variables;
    }

    /** Asserts that the answer tells nothing, and that the log knows of each failure. Returns how many it tells of. */
    private static int assertTold(String name, HttpResponse<String> answer) {
        String body = answer.body();
        var insides = INSIDES.matcher(body);
        assertFalse(insides.find(), () -> name + " tells \"" + insides.group() + "\": " + body);
        JsonNode errors = Json.parse(body).path("errors");
        for (JsonNode error : errors) {
            String id = error.at("/extensions/requestId").asText();
            assertEquals(answer.headers().firstValue("x-request-id").orElse(""), id, body);
            assertFalse(error.at("/extensions/code").asText().isEmpty(), body);
            if (error.at("/extensions/code").asText().equals("INTERNAL")) {
                Awaitility.await("a word in the log on " + body)
                        .until(() -> LOGGED.stream()
                                .anyMatch(event -> event.getMDCPropertyMap().containsValue(id)
                                        || event.getFormattedMessage().contains(id)));
            }
        }
        return errors.size();
    }

    private static HttpResponse<String> send(String name, Map<String, @Nullable Object> variables) {
        String body = Json.write(Map.of("query", Scene.document(name), "variables", variables));
        return scene.server()
                .send(scene.server()
                        .as(Role.ADMIN, "/graphql")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static void rename(String from, String to) {
        jdbi().useHandle(handle -> handle.execute("RENAME TABLE " + from + " TO " + to));
    }

    private static Jdbi jdbi() {
        return scene.server().bean(Jdbi.class);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
