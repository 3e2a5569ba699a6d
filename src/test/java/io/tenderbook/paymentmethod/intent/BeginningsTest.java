package io.tenderbook.paymentmethod.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tenderbook.TestServer;
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
            var plans = Stream.generate(() -> plan(connector)).limit(3).toList();
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

    private static Optional<Intent> find(Intents intents, IntentPlan plan) {
        return intents.find(plan.operationId(), plan.kind());
    }

    private static IntentPlan plan(Connector connector) {
        return new IntentPlan(Ids.next(), IntentKind.PULL, connector, null, "cus_1", null, Map.of(), "test");
    }
}
