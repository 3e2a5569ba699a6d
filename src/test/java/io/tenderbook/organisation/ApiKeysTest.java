package io.tenderbook.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static TestServer server;
    private static ApiKeys keys;
    private static Organisation acme;
    private static Organisation other;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        keys = server.bean(ApiKeys.class);
        acme = server.organisation();
        other = server.bean(Organisations.class).create("other", "Other");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aNewKeyOpensItsOrganisationWithItsRole() {
        String key = keys.create(acme.id(), "dashboard", Role.WRITER);
        var caller = authenticate(key, null).orElseThrow();
        assertEquals(acme.id(), caller.organisationId());
        assertEquals(Role.WRITER, caller.role());
    }

    @Test
    void theOrganisationMayBeNamedByIdOrBySlug() {
        String key = keys.create(acme.id(), "dashboard", Role.READER);
        assertTrue(authenticate(key, acme.slug()).isPresent());
        assertTrue(authenticate(key, acme.id().toString()).isPresent());
        assertTrue(
                authenticate(key, acme.id().toString().toUpperCase(Locale.ROOT)).isPresent());
    }

    @Test
    void aKeyOpensNoOtherOrganisation() {
        String key = keys.create(acme.id(), "dashboard", Role.ADMIN);
        assertFalse(authenticate(key, other.slug()).isPresent());
        assertFalse(authenticate(key, other.id().toString()).isPresent());
        assertFalse(authenticate(key, "nobody").isPresent());
        assertFalse(authenticate(key, "").isPresent());
    }

    @Test
    void aKeyIsComparedLetterByLetter() {
        String key = keys.create(acme.id(), "dashboard", Role.ADMIN);
        assertFalse(authenticate(key.toUpperCase(Locale.ROOT), null).isPresent());
        assertFalse(authenticate(key + " ", null).isPresent());
        assertFalse(authenticate("", null).isPresent());
    }

    @Test
    void aRevokedKeyOpensNothing() {
        String key = keys.create(acme.id(), "dashboard", Role.ADMIN);
        end(key, "revoked_at = created_at");
        assertFalse(authenticate(key, null).isPresent());
    }

    @Test
    void aKeyThatHasExpiredOpensNothing() {
        String key = keys.create(acme.id(), "dashboard", Role.ADMIN);
        end(key, "expires_at = '2099-12-31'");
        assertEquals(
                Instant.parse("2099-12-31T00:00:00Z"),
                authenticate(key, null).orElseThrow().expiresAt());
        end(key, "expires_at = created_at");
        assertFalse(authenticate(key, null).isPresent());
    }

    @Test
    void keepsNoKeyInTheClear() throws SQLException {
        keys.add(acme.id(), "chosen", Role.ADMIN, "a-key-of-the-operator");
        try (var connection = server.database();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT hint, LENGTH(hash), CONCAT_WS(' ', name, hash, hint) LIKE '%operator%'"
                                + " FROM api_key WHERE name = 'chosen'")) {
            assertTrue(row.next());
            assertEquals("ator", row.getString(1));
            assertEquals(32, row.getInt(2));
            assertFalse(row.getBoolean(3));
        }
    }

    @Test
    void takesAKeyThatAnOperatorChose() {
        keys.add(acme.id(), "chosen too", Role.ADMIN, "0123456789abcdef");
        assertEquals(
                Role.ADMIN, authenticate("0123456789abcdef", null).orElseThrow().role());
    }

    @Test
    void refusesAChosenKeyThatIsShortOrFitsNoHeader() {
        assertThrows(IllegalArgumentException.class, () -> keys.add(acme.id(), "short", Role.ADMIN, "0123456789abcde"));
        assertThrows(
                IllegalArgumentException.class, () -> keys.add(acme.id(), "blank", Role.ADMIN, "0123456789 abcdef"));
        assertThrows(
                IllegalArgumentException.class, () -> keys.add(acme.id(), "ümlaut", Role.ADMIN, "0123456789äbcdefg"));
    }

    @Test
    void showsNoKeyWhenCredentialsArePrinted() {
        assertFalse(new Credentials("tb_secret", "acme").toString().contains("secret"));
    }

    @Test
    void eachRoleIncludesTheOnesBelowIt() {
        assertTrue(Role.ADMIN.includes(Role.WRITER));
        assertTrue(Role.WRITER.includes(Role.WRITER));
        assertFalse(Role.READER.includes(Role.WRITER));
    }

    private static void end(String key, String how) {
        var identity = (Caller.ApiKeyId) authenticate(key, null).orElseThrow().identity();
        int ended = server.bean(Jdbi.class)
                .withHandle(handle -> handle.execute("UPDATE api_key SET " + how + " WHERE id = ?", identity.id()));
        assertEquals(1, ended);
    }

    private static Optional<Caller> authenticate(String key, @Nullable String organisation) {
        return keys.authenticate(new Credentials(key, organisation));
    }
}
