package io.tenderbook.graphql;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import io.tenderbook.graphql.fetcher.StatementCounter;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("tenderbook.rate-limit", 2, StatementCounter.PROPERTY, true));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBackBeforeAnythingIsRead() {
        var answer = new AtomicReference<HttpResponse<String>>();
        var statements = server.bean(StatementCounter.class).during(() -> answer.set(refused(Role.READER)));
        assertEquals("1", answer.get().headers().firstValue("Retry-After").orElse(""));
        var body = Json.parse(answer.get().body());
        assertEquals(1, body.path("errors").size());
        assertEquals("RATE_LIMITED", body.at("/errors/0/extensions/code").textValue());
        assertTrue(body.at("/errors/0/extensions/requestId").isTextual());
        assertFalse(body.has("data"));
        assertTrue(statements.getLast().contains("api_key"), () -> String.join("\n", statements));
    }

    @Test
    void othersOfTheOrganisationAndOtherOrganisationsAreNotHeldUp() {
        var other = server.bean(Organisations.class).create("other", "Other Ltd");
        String key = server.bean(ApiKeys.class).create(other.id(), "key", Role.READER);
        assertEquals(429, refused(Role.WRITER).statusCode());
        assertEquals(200, server.send(asked(server.as(Role.ADMIN, "/graphql"))).statusCode());
        assertEquals(
                200,
                server.send(asked(server.request("/graphql").header("Authorization", "Bearer " + key)))
                        .statusCode());
    }

    @Test
    void whoWaitedIsAnswered() {
        assertEquals(429, refused(Role.READER).statusCode());
        await().atMost(Duration.ofSeconds(30)).until(() -> ask(Role.READER).statusCode() == 200);
    }

    @Test
    void strangersAreRefusedAsStrangersHoweverOftenTheyCome() {
        for (int i = 0; i < 20; i++) {
            var stranger = server.request("/graphql").header("Authorization", "Bearer tb_nobody_knows_this_key");
            assertEquals(401, server.send(asked(stranger)).statusCode());
        }
    }

    @Test
    void moreKeysMakeNoMoreThanTenTimesAsMuch() {
        var limit = new RateLimit(1);
        var organisation = Ids.next();
        assertTrue(
                waits(limit, organisation, 1_000).filter(wait -> !wait.isZero()).count() > 100);
        assertEquals(Duration.ZERO, limit.count(someKey(Ids.next())));
    }

    @Test
    void zeroIsNoLimit() {
        var limit = new RateLimit(0);
        var caller = someKey(Ids.next());
        assertTrue(IntStream.range(0, 10_000).allMatch(i -> limit.count(caller).isZero()));
    }

    private static Stream<Duration> waits(RateLimit limit, UUID organisation, int callers) {
        return IntStream.range(0, callers).mapToObj(i -> limit.count(someKey(organisation)));
    }

    private static Caller someKey(UUID organisation) {
        return Caller.withKey(organisation, Ids.next(), Role.READER);
    }

    /** Asks until it is refused; a slow machine may need more than the limit. */
    private static HttpResponse<String> refused(Role role) {
        return Stream.generate(() -> ask(role))
                .limit(1_000)
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> ask(Role role) {
        return server.send(asked(server.as(role, "/graphql")));
    }

    private static HttpRequest.Builder asked(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\":\"{connectors{id}}\"}"));
    }
}
