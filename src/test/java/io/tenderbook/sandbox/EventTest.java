package io.tenderbook.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.param.EventListParams;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final Instant NOW = Instant.parse("2026-09-01T12:00:00.9Z");

    private final TestSandbox sandbox = TestSandbox.at(Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private List<String> types(EventListParams.Builder wanted) throws StripeException {
        return sandbox.client().v1().events().list(wanted.build()).getData().stream()
                .map(Event::getType)
                .toList();
    }

    @Test
    void anEventIsInWholeSecondsOfTheClockAndOfOneVersion() throws StripeException {
        sandbox.customer();

        Event event = sandbox.client().v1().events().list().getData().getFirst();

        assertTrue(event.getId().matches("evt_1[A-Za-z0-9]{23}"), event.getId());
        assertEquals(NOW.getEpochSecond(), event.getCreated());
        assertEquals("2026-08-26.dahlia", event.getApiVersion());
        assertEquals(false, event.getLivemode());
        assertEquals(event, sandbox.client().v1().events().retrieve(event.getId()));
    }

    @Test
    void eventsAreListedNewestFirstByType() throws StripeException {
        String card = sandbox.attached("pm_card_visa", sandbox.customer());
        sandbox.post("/v1/payment_methods/" + card + "/detach");

        assertEquals(
                List.of("payment_method.detached", "payment_method.attached", "customer.created"),
                types(EventListParams.builder()));
        assertEquals(
                List.of("payment_method.detached", "payment_method.attached"),
                types(EventListParams.builder().setType("payment_method.*")));
        assertEquals(
                List.of("payment_method.detached", "customer.created"),
                types(EventListParams.builder().addType("customer.created").addType("payment_method.detached")));
    }

    @Test
    void eventsAreListedByTime() throws StripeException {
        sandbox.customer();
        long now = NOW.getEpochSecond();

        for (EventListParams.Created inside : List.of(
                EventListParams.Created.builder().setGte(now).setLte(now).build(),
                EventListParams.Created.builder().setGt(now - 1).setLt(now + 1).build())) {
            assertEquals(1, types(EventListParams.builder().setCreated(inside)).size());
        }
        for (EventListParams.Created outside : List.of(
                EventListParams.Created.builder().setGt(now).build(),
                EventListParams.Created.builder().setLt(now).build())) {
            assertEquals(List.of(), types(EventListParams.builder().setCreated(outside)));
        }
    }

    @Test
    void anEventKeepsWhatItsObjectWasThen() {
        String ada = sandbox.customer();
        String created = sandbox.lastEvent().get("id").asText();

        sandbox.post("/v1/customers/" + ada, "name=Grace");

        assertEquals("Ada", sandbox.get("/v1/events/" + created).text("/data/object/name"));
    }
}
