package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.members;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.customer.ConnectorMapping.EndReason;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.provider.Connectors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

/** Which connector an attachment is made at, and how it is said that none can be told. */
class ConnectorDetectionTest {
    private static Scene scene;

    @BeforeAll
    static void open() {
        scene = Scene.open();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void takesTheOnlyMappingWhereNoConnectorIsSent() {
        String customer = scene.customerAt("stripe-b");
        var payload =
                succeeded(scene.run("AttachPaymentMethod", "customerId", customer, "paymentMethodId", "pm_twint"));
        assertEquals(
                scene.externalId(customer, "stripe-b"),
                payload.path("externalId").textValue());
        assertEquals(customer, payload.path("customerId").textValue());
    }

    static Stream<Map<String, @Nullable Object>> emptyConnectors() {
        return Stream.of(
                members(),
                members("name", null),
                members("referenceId", null),
                members("name", null, "referenceId", null),
                members("name", "", "referenceId", " "));
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("emptyConnectors")
    void takesTheOnlyMappingWhereTheConnectorSaysNothing(@Nullable Map<String, @Nullable Object> connector) {
        String customer = scene.customerAt("stripe");
        var payload = succeeded(attach(customer, connector));
        assertEquals(
                scene.externalId(customer, "stripe"), payload.path("externalId").textValue());
    }

    @Test
    void findsNoConnectorForACustomerThatIsMappedNowhere() {
        failed("CONNECTOR_MAPPING_NOT_FOUND", attach(scene.customer(), null));
    }

    @Test
    void namesTheCandidatesWhereSeveralMappingsArePossible() {
        var error = failed("CONNECTOR_AMBIGUOUS", attach(scene.customerAt("stripe", "stripe-b"), null));
        assertTrue(error.path("message").textValue().contains("stripe, stripe-b"), error.toString());
    }

    @Test
    void takesTheNamedConnectorWithoutRegardToCase() {
        String customer = scene.customerAt("stripe", "stripe-b");
        var payload = succeeded(attach(customer, members("name", "STRIPE-b")));
        assertEquals(
                scene.externalId(customer, "stripe-b"),
                payload.path("externalId").textValue());
    }

    @Test
    void takesTheNamedConnectorWhereTheReferenceAgrees() {
        String customer = scene.customerAt("stripe", "stripe-b");
        String reference = scene.externalId(customer, "stripe");
        var payload = succeeded(attach(customer, members("name", "stripe", "referenceId", reference)));
        assertEquals(reference, payload.path("externalId").textValue());
    }

    @Test
    void refusesAnotherReferenceThanTheMappedOne() {
        String customer = scene.customerAt("stripe", "stripe-b");
        String other = scene.account().customer("Grace");
        failed("CONNECTOR_REFERENCE_MISMATCH", attach(customer, members("name", "stripe", "referenceId", other)));
    }

    @Test
    void tellsReferencesApartThatDifferInCase() {
        String customer = scene.customerAt("stripe");
        String reference = scene.externalId(customer, "stripe").toUpperCase(Locale.ROOT);
        failed("CONNECTOR_REFERENCE_MISMATCH", attach(customer, members("name", "stripe", "referenceId", reference)));
    }

    @Test
    void doesNotKnowAConnectorOfAnotherName() {
        failed("CONNECTOR_NOT_FOUND", attach(scene.customerAt("stripe"), members("name", "adyen")));
    }

    @Test
    void doesNotMapByNameAlone() {
        String customer = scene.customerAt("stripe");
        failed("CONNECTOR_MAPPING_NOT_FOUND", attach(customer, members("name", "stripe-b")));
        assertEquals("", scene.externalId(customer, "stripe-b"));
    }

    @Test
    void takesTheMappingOfTheReferenceThatIsSentAlone() {
        String customer = scene.customerAt("stripe", "stripe-b");
        String reference = scene.externalId(customer, "stripe-b");
        var payload = succeeded(attach(customer, members("referenceId", reference)));
        assertEquals(reference, payload.path("externalId").textValue());
    }

    @Test
    void doesNotMapByReferenceAlone() {
        String customer = scene.customerAt("stripe");
        String other = scene.account().customer("Grace");
        failed("CONNECTOR_MAPPING_NOT_FOUND", attach(customer, members("referenceId", other)));
    }

    @Test
    void doesNotTakeAnotherCustomersMappingByItsReference() {
        String others = scene.externalId(scene.customerAt("stripe"), "stripe");
        failed("CONNECTOR_MAPPING_NOT_FOUND", attach(scene.customerAt("stripe"), members("referenceId", others)));
    }

    @Test
    void overlooksConnectorsThatAreNotActive() {
        var retired = scene.server().connect("retired", "sk_test_sandbox_b");
        String customer = scene.customerAt("stripe");
        scene.link(customer, "retired", scene.accountB().customer("Ada"));
        failed("CONNECTOR_AMBIGUOUS", attach(customer, null));
        scene.server().bean(Connectors.class).retire(retired);
        var payload = succeeded(attach(customer, null));
        assertEquals(
                scene.externalId(customer, "stripe"), payload.path("externalId").textValue());
        failed("CONNECTOR_NOT_FOUND", attach(customer, members("name", "retired")));
    }

    @Test
    void overlooksMappingsThatHaveEnded() {
        String customer = scene.customerAt("stripe", "stripe-b");
        end(customer, "stripe");
        var payload = succeeded(attach(customer, null));
        assertEquals(
                scene.externalId(customer, "stripe-b"),
                payload.path("externalId").textValue());
        end(customer, "stripe-b");
        failed("CONNECTOR_MAPPING_NOT_FOUND", attach(customer, null));
    }

    @Test
    void sendsNothingToStripeWhereNoConnectorCanBeTold() {
        String customer = scene.customerAt("stripe", "stripe-b");
        scene.stripe().forget();
        failed("CONNECTOR_AMBIGUOUS", attach(customer, null));
        assertEquals(List.of(), scene.stripe().seen(".*"));
    }

    /** As unlinking does, which has no mutation yet. */
    private static void end(String customer, String connector) {
        var mappings = scene.server().bean(ConnectorMappings.class);
        mappings.active(scene.server().connector(connector).id(), UUID.fromString(customer))
                .ifPresent(mapping -> mappings.end(mapping, EndReason.UNLINKED));
        assertEquals("", scene.externalId(customer, connector));
    }

    private static JsonNode attach(String customer, @Nullable Map<String, @Nullable Object> connector) {
        return scene.run(
                "AttachPaymentMethod",
                "customerId",
                customer,
                "paymentMethodId",
                "pm_card_visa",
                "connector",
                connector);
    }
}
