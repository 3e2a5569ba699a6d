package io.tenderbook.paymentmethod.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import io.tenderbook.graphql.fetcher.StatementCounter;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/** What becomes of operations that begin in one round. */
class BeginningsTest {
    @Test
    void nothingIsWrittenOfARoundInWhichOneHasBegunBeforeAndEachBeginsAlone() {
        try (var server = TestServer.start()) {
            var connector = server.connect("stripe", "sk_test_nobody");
            var beginnings = server.bean(Beginnings.class);
            var intents = server.bean(Intents.class);
            var plans = Stream.generate(() -> plan(connector, IntentKind.PULL))
                    .limit(3)
                    .toList();
            var begun = intents.begin(plans.get(1));
            var operations =
                    plans.stream().map(plan -> beginnings.fresh(List.of(plan))).toList();

            assertThrows(JdbiException.class, () -> beginnings.insert(operations));

            assertEquals(Optional.empty(), find(intents, plans.getFirst()));
            assertEquals(Optional.of(begun), find(intents, plans.get(1)));
            assertEquals(Optional.empty(), find(intents, plans.getLast()));
            // It is still being carried out.
            assertThrows(ProviderException.OutcomeUnknown.class, () -> intents.begin(plans.get(1)));
            assertEquals(Optional.of(intents.begin(plans.getLast())), find(intents, plans.getLast()));
        }
    }

    @Test
    void whatBeginsIsCommittedWithOneStatementAndBegunAgainAlone() {
        try (var server = TestServer.start(Map.of(StatementCounter.PROPERTY, true))) {
            var plan = plan(server.connect("stripe", "sk_test_nobody"), IntentKind.ATTACH);
            var intents = server.bean(Intents.class);

            var statements = everythingDuring(server, () -> intents.begin(plan));

            assertEquals(1, statements.size(), String.join("\n", statements));
            var intent = find(intents, plan).orElseThrow();
            intents.leave(intent, "the test's", false);
            var again = intents.begin(plan);
            assertEquals(intent.id(), again.id());
            assertEquals(intent.providerKey(), again.providerKey());
            assertTrue(again.perhapsSent());
        }
    }

    @Test
    void nothingIsAskedOfTheDatabaseForNothingToBegin() {
        try (var server = TestServer.start(Map.of(StatementCounter.PROPERTY, true))) {
            var intents = server.bean(Intents.class);
            assertEquals(List.of(), everythingDuring(server, () -> assertEquals(List.of(), intents.begin(List.of()))));
        }
    }

    private static Optional<Intent> find(Intents intents, IntentPlan plan) {
        return intents.find(plan.operationId(), plan.kind());
    }

    private static List<String> everythingDuring(TestServer server, Runnable work) {
        return server.bean(StatementCounter.class).everythingDuring(work).stream()
                .filter(statement -> !statement.contains("webhook_event") && !statement.contains("scheduled_tasks"))
                .toList();
    }

    private static IntentPlan plan(Connector connector, IntentKind kind) {
        return new IntentPlan(Ids.next(), kind, connector, null, "cus_1", null, Map.of(), "test");
    }
}
