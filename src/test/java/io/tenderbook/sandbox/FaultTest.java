package io.tenderbook.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.platform.Json;
import io.tenderbook.sandbox.TestSandbox.Response;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private static final String FAULTS = "/v1/test_helpers/faults";
    private static final String CLOCK = "/v1/test_helpers/clock";

    private final TestSandbox sandbox = TestSandbox.inMemory();
    private final Receiver receiver = new Receiver();

    FaultTest() throws IOException {}

    @AfterEach
    void stop() {
        sandbox.close();
        receiver.close();
    }

    @Test
    void anAccountCanBeRateLimited() {
        sandbox.post(FAULTS, "odds[rate_limited]=100");

        Response refused = sandbox.post("/v1/customers", "name=Ada");

        assertEquals(429, refused.status());
        assertEquals("rate_limit", refused.text("/error/code"));
        assertEquals("1", refused.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(0, healed().get("/v1/customers").body().get("data").size());
    }

    @Test
    void aFailedRequestHasDoneNothing() {
        sandbox.post(FAULTS, "odds[failed]=100");

        assertEquals(500, sandbox.post("/v1/customers", "name=Ada").status());

        assertEquals(0, healed().get("/v1/customers").body().get("data").size());
    }

    @Test
    void aRequestThatIsCutOffHasBeenDone() {
        sandbox.post(FAULTS, "odds[cut_off]=100");

        AssertionError cut = assertThrows(AssertionError.class, () -> sandbox.post("/v1/customers", "name=Ada"));

        assertTrue(cut.getCause() instanceof IOException, cut.toString());
        assertTrue(healed().get("/v1/customers").body().get("data").size() > 0);
    }

    @Test
    void aSlowAnswerShowsWhatWasLongBeforeItsDate() {
        String customer = sandbox.customer();
        sandbox.post(FAULTS, "odds[slow]=100", "method=GET", "slow_ms=8000", "seed=" + seedOfPause(2_500));
        var reading = sandbox.http()
                .sendAsync(sandbox.request("/v1/customers/" + customer).GET().build(), BodyHandlers.ofString());
        Map<String, Instant> changes = new HashMap<>();
        int turn = 0;
        while (!reading.isDone()) {
            String name = "Ada " + turn++;
            sandbox.post("/v1/customers/" + customer, "name=" + name.replace(" ", "%20"));
            changes.put(name, Instant.now());
        }
        var read = reading.join();

        String shown = Json.parse(read.body()).path("name").asText();
        Instant shownAt = changes.getOrDefault(shown, Instant.MIN);
        assertTrue(shownAt.isBefore(date(read.headers()).minusSeconds(1)), shown + " of " + turn);
    }

    /** A seed whose first slow answer of up to 8 s takes this long, or a little longer. */
    private static long seedOfPause(long millis) {
        return LongStream.range(0, 10_000)
                .filter(seed -> {
                    Mishaps mishaps = new Mishaps();
                    mishaps.begin("a", Faults.seeded(seed).odds(Fault.SLOW, 100).slowest(Duration.ofSeconds(8)));
                    long pause = mishaps.ofRequest("a", "GET").pause().toMillis();
                    return pause >= millis && pause < millis + 500;
                })
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneMethodAloneCanSuffer() {
        sandbox.post(FAULTS, "odds[failed]=100", "method=GET");

        assertEquals(200, sandbox.post("/v1/customers", "name=Ada").status());
        assertEquals(500, sandbox.get("/v1/customers").status());
    }

    @Test
    void oneAccountAloneSuffers() {
        sandbox.post(FAULTS, "odds[failed]=100");

        Response other = sandbox.send(
                sandbox.form("/v1/customers", "name=Eve").setHeader("Authorization", "Bearer sk_test_sandbox_b"));

        assertEquals(200, other.status());
    }

    @Test
    void theSameSeedFailsTheSameRequests() {
        assertEquals(fates(7), fates(7));
        assertNotEquals(fates(7), fates(8));
    }

    private static List<Mishaps.Fate> fates(long seed) {
        Mishaps mishaps = new Mishaps();
        mishaps.begin("a", Faults.seeded(seed).odds(Fault.FAILED, 30).odds(Fault.SLOW, 50));
        return Stream.generate(() -> mishaps.ofRequest("a", "GET")).limit(50).toList();
    }

    @Test
    void aLostEventIsOnlyListed() {
        sandbox.post("/v1/webhook_endpoints", receiver.wanting("*"));
        sandbox.post(FAULTS, "odds[lost]=100");
        sandbox.customer();

        assertEquals(0, sandbox.lastEvent().get("pending_webhooks").asInt());
        healed().post("/v1/customers", "name=Grace");
        await().until(() -> !receiver.events.isEmpty());
        assertEquals(List.of("customer.created", "customer.created"), sandbox.eventTypes());
        assertTrue(receiver.bodies.getFirst().contains("Grace"));
    }

    @Test
    void aDuplicatedEventArrivesTwice() {
        sandbox.post("/v1/webhook_endpoints", receiver.wanting("*"));
        sandbox.post(FAULTS, "odds[duplicated]=100", "late_ms=100");
        sandbox.customer();

        await().until(() -> receiver.events.size() == 2);
        assertEquals(receiver.events.get(0).getId(), receiver.events.get(1).getId());
    }

    @Test
    void lateEventsAreOvertaken() {
        sandbox.post("/v1/webhook_endpoints", receiver.wanting("*"));
        sandbox.post(FAULTS, "odds[late]=100", "late_ms=2000");
        for (int i = 0; i < 20; i++) {
            sandbox.post("/v1/customers", "name=" + i);
        }

        await().until(() -> receiver.events.size() == 20);
        assertNotEquals(
                sandbox.get("/v1/events?limit=100")
                        .body()
                        .findValuesAsText("name")
                        .reversed(),
                receiver.events.stream()
                        .map(event -> event.getDataObjectDeserializer().getRawJson())
                        .map(Json::parse)
                        .map(object -> object.path("name").asText())
                        .toList());
    }

    @Test
    void aClockCanStandAhead() {
        long ahead = Instant.now().plusSeconds(3_600).getEpochSecond();
        sandbox.post(CLOCK, "frozen_time=" + ahead);
        String card = sandbox.attached("pm_card_visa", sandbox.customer());
        sandbox.post("/v1/payment_methods/" + card + "/detach");

        assertEquals(
                List.of(ahead, ahead, ahead),
                Stream.of(0, 1, 2)
                        .map(i -> sandbox.get("/v1/events")
                                .body()
                                .at("/data/" + i + "/created")
                                .asLong())
                        .toList());
        sandbox.delete(CLOCK);
        sandbox.customer();
        assertTrue(sandbox.lastEvent().get("created").asLong() < ahead);
    }

    /** What an answer's Date says is real, so that stamps from before it must not be older. */
    @Test
    void aClockIsNeverBehind() {
        long before = Instant.now().getEpochSecond();

        Response clock = sandbox.post(CLOCK, "frozen_time=1000000000");

        assertTrue(clock.body().get("now").asLong() >= before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "odds[failed]=101",
                "odds[failed]=-1",
                "odds[failed]=99999999999",
                "odds[cursed]=1",
                "slow_ms=20001",
                "late_ms=-1",
                "late_ms=9223372036854775807",
                "requests=1"
            })
    void faultsAreBounded(String parameter) {
        assertEquals(400, sandbox.post(FAULTS, parameter).status());
    }

    private TestSandbox healed() {
        assertEquals(200, sandbox.delete(FAULTS).status());
        return sandbox;
    }

    private static Instant date(HttpHeaders headers) {
        return ZonedDateTime.parse(headers.firstValue("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }
}
