package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.runtime.server.EmbeddedServer;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Credentials;
import io.tenderbook.organisation.Role;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The encryption key is changed while instances run: first it is added behind the old one, then put before it, then alone. */
class EncryptionKeyTest {
    private static final String OLD = "A".repeat(43) + "=";
    private static final String NEW = "B".repeat(43) + "=";

    private TestServer server;
    private Connector connector;

    @BeforeEach
    void start() {
        server = TestServer.start(Map.of("tenderbook.encryption-key", OLD + " " + NEW));
        connector = server.connect("stripe", "sk_test_1");
        server.bean(ConnectorSecrets.class).setWebhookSecret(connector, "whsec_1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void onceEverythingIsSealedAnewTheOldOneIsNeededNoMore() {
        try (var changing = instance(NEW + "," + OLD)) {
            var secrets = changing.getApplicationContext().getBean(ConnectorSecrets.class);
            secrets.addWebhookSecret(connector, "whsec_2");
            changing.getApplicationContext().getBean(SealAnewJob.class).run();
        }
        assertEquals(
                List.of("whsec_2", "whsec_1"),
                server.bean(ConnectorSecrets.class).webhookSecrets(connector));
        try (var changed = instance(NEW)) {
            var context = changed.getApplicationContext();
            var secrets = context.getBean(ConnectorSecrets.class);
            assertEquals("sk_test_1", secrets.apiKey(connector));
            assertEquals(List.of("whsec_2", "whsec_1"), secrets.webhookSecrets(connector));
            var key = new Credentials(
                    server.key(Role.READER), server.organisation().slug());
            assertTrue(context.getBean(ApiKeys.class).authenticate(key).isPresent());
        }
    }

    @Test
    void withoutTheKeyOfTheSecretsItDoesNotStart() {
        Throwable failure =
                assertThrows(RuntimeException.class, () -> instance(NEW).close());
        while (failure.getCause() != null && !(failure instanceof StartRefused)) {
            failure = failure.getCause();
        }
        assertTrue(failure instanceof StartRefused, failure.toString());
    }

    @Test
    void whatIsSealedByTheFirstKeyIsLeftAsItIs() {
        server.bean(SealAnewJob.class).run();
        assertEquals(0, server.bean(ConnectorSecrets.class).sealAnew());
        assertEquals(0, server.bean(Pepper.class).sealAnew());
    }

    private EmbeddedServer instance(String keys) {
        return server.another(Map.of("tenderbook.encryption-key", keys));
    }
}
