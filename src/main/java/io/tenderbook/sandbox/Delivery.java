package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One event on its way to one endpoint.
 *
 * @param sequence the event's, by which deliveries start
 * @param attempts made so far
 * @param since when the event happened: three days later it is given up
 */
record Delivery(
        String account, String event, String endpoint, long sequence, int attempts, Instant since, Instant due) {
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    static Delivery first(String account, Kept event, String endpoint, Instant now) {
        return new Delivery(account, event.id(), endpoint, event.sequence(), 0, now, now);
    }

    static Delivery parse(String text) {
        JsonNode all = Json.parse(text);
        return new Delivery(
                all.get("account").textValue(),
                all.get("event").textValue(),
                all.get("endpoint").textValue(),
                all.get("sequence").longValue(),
                all.get("attempts").intValue(),
                Instant.ofEpochMilli(all.get("since").longValue()),
                Instant.ofEpochMilli(all.get("due").longValue()));
    }

    String write() {
        ObjectNode all = Shape.empty();
        all.put("account", account);
        all.put("event", event);
        all.put("endpoint", endpoint);
        all.put("sequence", sequence);
        all.put("attempts", attempts);
        all.put("since", since.toEpochMilli());
        all.put("due", due.toEpochMilli());
        return Json.write(all);
    }

    String key() {
        return prefix() + endpoint;
    }

    /** How the keys of all deliveries of this event begin. */
    String prefix() {
        return prefix(account, event);
    }

    static String prefix(String account, String event) {
        return account + "/" + event + "/";
    }

    /** The next try after one that failed now, with a growing pause; empty when it is given up. */
    Optional<Delivery> again(Instant now) {
        Instant next = now.plus(PAUSES.get(Math.min(attempts, PAUSES.size() - 1)));
        return next.isAfter(since.plus(GIVEN_UP_AFTER))
                ? Optional.empty()
                : Optional.of(new Delivery(account, event, endpoint, sequence, attempts + 1, since, next));
    }
}
