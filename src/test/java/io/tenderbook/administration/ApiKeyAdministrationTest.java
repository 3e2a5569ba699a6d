package io.tenderbook.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Credentials;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How keys come, go and are seen. */
class ApiKeyAdministrationTest {
    private static final String SECOND_PAGE = "{apiKeys(first:1 filter:{includeEnded:true}){pageInfo{hasNextPage}}}";

    private static TestServer server;
    private static Admin admin;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        admin = new Admin(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aNewKeyIsShownOnceAndOpensWithItsRole(Role role) {
        var made = admin.done("CreateApiKey", "name", " Dashboard ", "role", role.name());
        String key = made.path("key").textValue();
        assertEquals("Dashboard", made.at("/apiKey/name").textValue());
        assertTrue(key.endsWith(made.at("/apiKey/hint").textValue()));
        var caller = server.bean(ApiKeys.class)
                .authenticate(new Credentials(key, null))
                .orElseThrow();
        assertEquals(role, caller.role());
        assertEquals(server.organisation().id(), caller.organisationId());
        assertFalse(admin.query("{apiKeys(first:100){nodes{id name hint}}}")
                .toString()
                .contains(key));
    }

    @Test
    void aRepeatAnswersWithTheSameKeyUnshownAndNoTableHoldsIt() throws SQLException {
        String once = Ids.next().toString();
        var made = admin.done("CreateApiKey", "name", "Shop", "role", "READER", "idempotencyKey", once);
        var again = admin.done("CreateApiKey", "name", "Shop", "role", "READER", "idempotencyKey", once);
        assertEquals(made.path("apiKey"), again.path("apiKey"));
        assertTrue(again.path("key").isNull(), again.toString());
        var turned = admin.done("RotateApiKey", "apiKeyId", id(made), "idempotencyKey", once + "r");
        var turnedAgain = admin.done("RotateApiKey", "apiKeyId", id(made), "idempotencyKey", once + "r");
        assertEquals(turned.path("apiKey"), turnedAgain.path("apiKey"));
        assertEquals(turned.path("rotatedApiKey"), turnedAgain.path("rotatedApiKey"));
        assertTrue(turnedAgain.path("key").isNull(), turnedAgain.toString());
        for (String cell : admin.cells()) {
            assertFalse(cell.contains(made.path("key").textValue()));
            assertFalse(cell.contains(turned.path("key").textValue()));
        }
        admin.refused("IDEMPOTENCY_KEY_REUSED", "CreateApiKey", "name", "X", "role", "READER", "idempotencyKey", once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "long"})
    void aNameIsNeitherBlankNorEndless(String name) {
        var error = admin.refused(
                "INVALID_INPUT", "CreateApiKey", "name", name.equals("long") ? "x".repeat(256) : name, "role", "ADMIN");
        assertEquals("[\"name\"]", error.path("field").toString());
    }

    @Test
    void aRotatedKeyIsGoodUntilItsOverlapEndsAndTheNewOneAtOnce() {
        var made = admin.done("CreateApiKey", "name", "Shop", "role", "WRITER");
        var rotated = admin.done("RotateApiKey", "apiKeyId", id(made), "overlapSeconds", 3600);
        assertEquals("WRITER", rotated.at("/apiKey/role").textValue());
        assertEquals("Shop", rotated.at("/apiKey/name").textValue());
        assertNotEquals(id(made), id(rotated));
        assertEquals(id(rotated), rotated.at("/rotatedApiKey/rotatedTo/id").textValue());
        var end = Instant.parse(rotated.at("/rotatedApiKey/expiresAt").textValue());
        assertTrue(Duration.between(Instant.now(), end).toSeconds() > 3500, end.toString());
        assertEquals(200, admin.statusWith(made.path("key").textValue()));
        assertEquals(200, admin.statusWith(rotated.path("key").textValue()));
        server.bean(Jdbi.class)
                .useHandle(handle ->
                        handle.execute("UPDATE api_key SET expires_at = created_at WHERE expires_at IS NOT NULL"));
        assertEquals(401, admin.statusWith(made.path("key").textValue()));
        assertEquals(200, admin.statusWith(rotated.path("key").textValue()));
    }

    @Test
    void aKeyIsRotatedOnceAndWithoutOverlapEndsAtOnce() {
        var made = admin.done("CreateApiKey", "name", "Shop", "role", "WRITER");
        var rotated = admin.done("RotateApiKey", "apiKeyId", id(made), "overlapSeconds", 0);
        assertEquals(401, admin.statusWith(made.path("key").textValue()));
        assertEquals(200, admin.statusWith(rotated.path("key").textValue()));
        admin.refused("INVALID_INPUT", "RotateApiKey", "apiKeyId", id(made));
        admin.done("RevokeApiKey", "apiKeyId", id(rotated));
        admin.refused("INVALID_INPUT", "RotateApiKey", "apiKeyId", id(rotated));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 604_801})
    void anOverlapIsAWeekAtMost(int seconds) {
        var made = admin.done("CreateApiKey", "name", "Shop", "role", "WRITER");
        var error = admin.refused("INVALID_INPUT", "RotateApiKey", "apiKeyId", id(made), "overlapSeconds", seconds);
        assertEquals("[\"overlapSeconds\"]", error.path("field").toString());
    }

    @Test
    void aRevokedKeyIsTurnedAwayAtOnceAndListedOnlyWhenAskedFor() {
        var made = admin.done("CreateApiKey", "name", "Shop", "role", "WRITER");
        assertEquals(200, admin.statusWith(made.path("key").textValue()));
        var revoked = admin.done("RevokeApiKey", "apiKeyId", id(made));
        assertFalse(revoked.at("/apiKey/isActive").booleanValue());
        assertEquals(401, admin.statusWith(made.path("key").textValue()));
        assertEquals(
                revoked.path("apiKey"),
                admin.done("RevokeApiKey", "apiKeyId", id(made)).path("apiKey"));
        assertFalse(admin.query("{apiKeys(first:100){nodes{id}}}").toString().contains(id(made)));
        assertTrue(admin.query("{apiKeys(first:100 filter:{includeEnded:true}){nodes{id}}}")
                .toString()
                .contains(id(made)));
        assertTrue(admin.query(SECOND_PAGE).at("/pageInfo/hasNextPage").booleanValue());
    }

    @Test
    void ofTwoLastAdminKeysOneStays() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 5; round++) {
            var other = new Tenant(server, "tenant-" + round);
            String second = other.keys
                    .make(other.id, "second", Role.ADMIN)
                    .apiKey()
                    .id()
                    .toString();
            List<Callable<Boolean>> both = List.of(() -> other.revokes(other.first), () -> other.revokes(second));
            try (var threads = Executors.newFixedThreadPool(2)) {
                int revoked = 0;
                for (Future<Boolean> one : threads.invokeAll(both)) {
                    revoked += one.get() ? 1 : 0;
                }
                assertEquals(1, revoked);
            }
        }
    }

    @Test
    void aKeyThatIsAboutToEndIsNoAdminKeyThatLasts() {
        var tenant = new Tenant(server, "expiring");
        assertFalse(tenant.revokes(tenant.first));
        var rotated = (Outcome.Done<RotateApiKey.Rotated>) server.bean(RotateApiKey.class)
                .rotate(tenant.caller(), new RotateApiKey.Command(tenant.first, 3600, null));
        assertFalse(tenant.revokes(rotated.value().apiKey().id().toString()));
        assertTrue(tenant.revokes(tenant.first));
    }

    @Test
    void onlyAdminsSeeOrChangeKeys() {
        String id = id(admin.done("CreateApiKey", "name", "Shop", "role", "READER"));
        for (Role role : List.of(Role.READER, Role.WRITER)) {
            for (String operation : List.of("CreateApiKey", "RotateApiKey", "RevokeApiKey")) {
                Object[] input = operation.equals("CreateApiKey")
                        ? new Object[] {"name", "x", "role", "ADMIN"}
                        : new Object[] {"apiKeyId", id};
                assertForbidden(admin.answer(role, operation, input));
            }
            assertForbidden(server.graphql(role, "{apiKeys{nodes{id}}}", Admin.members()));
            assertTrue(server.graphql(role, "query($id:ID!){node(id:$id){id}}", Admin.members("id", id))
                    .at("/data/node")
                    .isNull());
        }
        assertEquals(
                id,
                admin.query("query($id:ID!){node(id:$id){id}}", "id", id)
                        .path("id")
                        .textValue());
    }

    @Test
    void theUseOfAKeyIsSeen() {
        var made = admin.done("CreateApiKey", "name", "Shop", "role", "READER");
        String document = "query($id:ID!){node(id:$id){... on ApiKey{lastUsedAt}}}";
        assertTrue(admin.query(document, "id", id(made)).path("lastUsedAt").isNull());
        admin.statusWith(made.path("key").textValue());
        Awaitility.await()
                .until(() -> !admin.query(document, "id", id(made))
                        .path("lastUsedAt")
                        .isNull());
    }

    private static void assertForbidden(JsonNode answer) {
        assertEquals("FORBIDDEN", answer.at("/errors/0/extensions/code").textValue(), answer.toString());
        assertTrue(answer.path("data").isNull() || answer.path("data").isMissingNode(), answer.toString());
    }

    private static String id(JsonNode payload) {
        return payload.at("/apiKey/id").textValue();
    }

    /** Another organisation with one admin key. */
    private static final class Tenant {
        private final RevokeApiKey revoke;
        private final ApiKeys keys;
        private final UUID id;
        private final String first;

        Tenant(TestServer server, String slug) {
            revoke = server.bean(RevokeApiKey.class);
            keys = server.bean(ApiKeys.class);
            id = server.bean(Organisations.class).create(slug, slug).id();
            first = keys.make(id, "first", Role.ADMIN).apiKey().id().toString();
        }

        Caller caller() {
            return Caller.withKey(id, Ids.next(), Role.ADMIN);
        }

        boolean revokes(String key) {
            return switch (revoke.revoke(caller(), new RevokeApiKey.Command(key, null))) {
                case Outcome.Done<?> done -> true;
                case Outcome.Rejected<?> rejected -> {
                    assertEquals("LAST_ADMIN_KEY", rejected.error().code().name());
                    yield false;
                }
            };
        }
    }
}
