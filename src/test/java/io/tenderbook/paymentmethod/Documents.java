package io.tenderbook.paymentmethod;

import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents of {@code graphql/operations} with variables under which each of them succeeds for an admin. */
record Documents(Scene scene) {
    /** The names of all of them but subscriptions, which do not end by themselves. */
    static List<String> names() {
        try (var files = Files.list(Path.of("graphql", "operations"))) {
            return files.map(file -> file.getFileName().toString().replace(".graphql", ""))
                    .filter(name -> !Scene.document(name).contains("subscription " + name))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Variables for one run; what they refer to is made for it. */
    Map<String, @Nullable Object> variables(String name) {
        return switch (name) {
            case "ApiKeys", "Connectors", "Customers", "PaymentMethods", "SyncHealth", "WebhookEvents" -> Map.of();
            case "Customer" -> Map.of("id", scene.customerAt("stripe"));
            case "Node", "PaymentMethod", "PaymentMethodChanges" -> Map.of("id", method());
            case "WebhookEventPayload" -> Map.of("id", Ids.next().toString());
            case "CustomerByReference" ->
                Map.of("connector", "stripe", "referenceId", scene.externalId(scene.customerAt("stripe"), "stripe"));
            default -> Map.of("input", input(name));
        };
    }

    private Map<String, @Nullable Object> input(String name) {
        return switch (name) {
            case "AttachPaymentMethod" ->
                Map.of(
                        "customerId",
                        scene.customerAt("stripe"),
                        "paymentMethodId",
                        "pm_card_visa",
                        "setAsDefault",
                        true);
            case "CreatePaymentMethod" ->
                Map.of(
                        "customerId",
                        scene.customer(),
                        "stripeId",
                        "pm_" + System.nanoTime(),
                        "type",
                        "TWINT",
                        "connector",
                        Map.of("name", "stripe"));
            case "UpdatePaymentMethod" -> Map.of("paymentMethodId", method(), "expYear", 2044);
            case "DetachPaymentMethod", "SetDefaultPaymentMethod" -> Map.of("paymentMethodId", method());
            case "CreateSetupIntent", "SyncCustomer", "UnlinkCustomer" ->
                Map.of("customerId", scene.customerAt("stripe"));
            case "DeleteCustomer" -> Map.of("customerId", scene.customerAt("stripe"), "atProvider", true);
            case "CreateCustomer" -> Map.of("name", "Ada", "connector", Map.of("name", "stripe"));
            case "UpdateCustomer" -> Map.of("customerId", scene.customer(), "name", "Grace");
            case "LinkCustomer" ->
                Map.of(
                        "customerId",
                        scene.customer(),
                        "connector",
                        Map.of("name", "stripe", "referenceId", scene.account().customer("Ada")));
            case "CreateApiKey" -> Map.of("name", "a program", "role", "READER");
            case "RotateApiKey", "RevokeApiKey" -> Map.of("apiKeyId", apiKey());
            case "CreateConnector" ->
                Map.of("name", "shop_" + System.nanoTime(), "secretKey", "sk_test_sandbox_" + System.nanoTime());
            case "UpdateConnector" -> Map.of("connectorId", connector(), "importCustomers", true);
            case "RotateWebhookSecret" ->
                Map.of("connectorId", connector(), "webhookSecret", "whsec_" + System.nanoTime());
            case "ReplayWebhookEvents" -> Map.of("filter", Map.of("status", List.of("DEAD")));
            default -> throw new AssertionError("say with which variables " + name + " succeeds");
        };
    }

    private String method() {
        return scene.attached(scene.customerAt("stripe"), "pm_card_visa");
    }

    private String connector() {
        return scene.server().connector("stripe").id().toString();
    }

    private String apiKey() {
        return scene.server()
                .graphql(Role.ADMIN, Scene.document("CreateApiKey"), Map.of("input", input("CreateApiKey")))
                .at("/data/createApiKey/apiKey/id")
                .textValue();
    }
}
