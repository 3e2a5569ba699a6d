package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;

/** What the janitor makes of what a scene has left behind. */
record Aftermath(Scene scene) {
    /** Lets the janitor run once all leases and waiting times are over. */
    void settle() {
        pass(Duration.ofMinutes(1));
        scene.server().bean(IntentJanitor.class).run();
    }

    /** Makes everything that stands in the database this much older. */
    void pass(Duration time) {
        long seconds = time.toSeconds();
        jdbi().useHandle(handle -> {
            handle.execute(
                    "UPDATE intent SET due_at = due_at - INTERVAL ? SECOND, lease_until = lease_until - INTERVAL ? SECOND,"
                            + " key_made_at = key_made_at - INTERVAL ? SECOND, asked_at = asked_at - INTERVAL ? SECOND,"
                            + " ended_at = ended_at - INTERVAL ? SECOND",
                    seconds,
                    seconds,
                    seconds,
                    seconds,
                    seconds);
            handle.execute(
                    "UPDATE idempotency_key SET created_at = created_at - INTERVAL ? SECOND,"
                            + " lease_until = lease_until - INTERVAL ? SECOND",
                    seconds,
                    seconds);
        });
    }

    /** How the intents of all time ended, by kind and status, oldest first. */
    List<String> intents() {
        return jdbi().withHandle(handle -> handle.select(
                        "SELECT CONCAT(kind, ' ', status) FROM intent WHERE kind <> 'PULL' ORDER BY id")
                .mapTo(String.class)
                .list());
    }

    void forgetIntents() {
        jdbi().useHandle(handle -> handle.execute("DELETE FROM intent"));
    }

    void assertNothingOpen() {
        assertEquals(
                List.of(),
                jdbi().withHandle(handle -> handle.select(
                                "SELECT CONCAT(kind, ' ', COALESCE(reason, '')) FROM intent WHERE status = 'OPEN'")
                        .mapTo(String.class)
                        .list()));
    }

    /** Stripe's ids of what the customer has at Stripe now, in order. */
    List<String> atStripe(String customer) {
        var listed =
                scene.account().get("/v1/payment_methods?limit=100&customer=" + scene.externalId(customer, "stripe"));
        return StreamSupport.stream(listed.path("data").spliterator(), false)
                .map(method -> method.path("id").textValue())
                .sorted()
                .toList();
    }

    /** That a customer has here what it has at Stripe, with the same default. */
    void assertInStep(String customer, String when) {
        assertEquals(atStripe(customer), here(customer), when);
        String there = scene.account().defaultOf(scene.externalId(customer, "stripe"));
        assertEquals(there.equals("null") ? "" : there, scene.defaultOf(customer), when);
    }

    private List<String> here(String customer) {
        return scene.methods(customer).stream()
                .filter(id -> !jdbi().withHandle(handle -> handle.select(
                                "SELECT detached_at IS NOT NULL FROM payment_method WHERE stripe_id = ?", id)
                        .mapTo(Boolean.class)
                        .one()))
                .toList();
    }

    private Jdbi jdbi() {
        return scene.server().bean(Jdbi.class);
    }
}
