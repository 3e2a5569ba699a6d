package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.graphql.fetcher.StatementCounter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an attachment costs, in what does not depend on the machine. */
class AttachCostTest {
    private static final String BESIDE = "scheduled_tasks|webhook_event";
    private static final int STATEMENTS = 17;

    @Test
    void itTakesOneCallAtStripeOneStatementBeforeAndOneCommitAfter() {
        try (var scene = Scene.open(Map.of(StatementCounter.PROPERTY, true))) {
            String customer = scene.customerAt("stripe");
            scene.attached(customer, "pm_card_visa"); // what is looked up once is looked up
            int calls = scene.stripe().seen(".*").size();

            List<String> statements = scene.server()
                    .bean(StatementCounter.class)
                    .everythingDuring(() -> scene.attached(customer, "pm_card_amex"));

            assertEquals(1, scene.stripe().seen(".*").size() - calls);
            var own = statements.stream()
                    .filter(statement -> !statement.matches("(?s).*(" + BESIDE + ").*"))
                    .toList();
            String all = String.join("\n", own);
            assertEquals(1, own.stream().filter("COMMIT"::equals).count(), all);
            assertEquals(
                    List.of("INSERT INTO intent"),
                    own.stream()
                            .takeWhile(statement -> !statement.contains("provider_object"))
                            .filter(statement -> !statement.startsWith("SELECT"))
                            .map(statement -> statement.substring(0, "INSERT INTO intent".length()))
                            .toList(),
                    all);
            assertTrue(own.size() <= STATEMENTS, all);
        }
    }
}
