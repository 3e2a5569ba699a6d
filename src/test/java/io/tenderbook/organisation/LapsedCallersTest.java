package io.tenderbook.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.TestServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who stays connected is asked about again, all callers at once. */
class LapsedCallersTest {
    private static TestServer server;
    private static Authentication authentication;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        authentication = server.bean(Authentication.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCallerLapsesWithTheKeyAlone() {
        var kept = caller();
        var revoked = caller();
        assertEquals(Set.of(), authentication.lapsed(List.of(kept, revoked)));
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "UPDATE api_key SET revoked_at = created_at WHERE id = ?",
                        ((Caller.ApiKeyId) revoked.identity()).id()));
        assertEquals(Set.of(revoked), authentication.lapsed(List.of(kept, revoked, revoked)));
    }

    @Test
    void aCallerLapsesWhenItsTimeIsOver() {
        var now = server.bean(Clock.class).instant();
        var over = new Caller(server.organisation().id(), new Caller.Subject("issuer", "ada"), Role.READER, now);
        var lasting = new Caller(over.organisationId(), over.identity(), over.role(), now.plusSeconds(600));
        assertEquals(Set.of(over), authentication.lapsed(List.of(over, lasting)));
    }

    @Test
    void nobodyLapsesWhereNobodyIsConnected() {
        assertEquals(Set.of(), authentication.lapsed(Set.of()));
    }

    private static Caller caller() {
        String key = server.bean(ApiKeys.class).create(server.organisation().id(), "connected", Role.READER);
        Map<String, List<String>> headers = Map.of("authorization", List.of("Bearer " + key));
        return authentication
                .authenticate(name -> headers.getOrDefault(name, List.of()))
                .orElseThrow();
    }
}
