package io.tenderbook.paymentmethod.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of operations that begin in one round. */
class BeginningsTest {
    @Test
    void onlyTheOneThatHasBegunBeforeIsLeftOut() {
        try (var server = TestServer.start()) {
            var connector = server.connect("stripe", "sk_test_nobody");
            var beginnings = server.bean(Beginnings.class);
            var plans = Stream.generate(() -> plan(connector)).limit(3).toList();
            assertTrue(beginnings.begin(List.of(plans.get(1))).isPresent());
            var operations =
                    plans.stream().map(plan -> beginnings.fresh(List.of(plan))).toList();

            assertEquals(
                    List.of(Optional.of(operations.getFirst()), Optional.empty(), Optional.of(operations.getLast())),
                    beginnings.insert(operations));

            var intents = server.bean(Intents.class);
            for (var operation : List.of(operations.getFirst(), operations.getLast())) {
                var intent = operation.getFirst();
                assertEquals(Optional.of(intent), intents.find(intent.operationId(), intent.kind()));
            }
        }
    }

    private static IntentPlan plan(Connector connector) {
        return new IntentPlan(Ids.next(), IntentKind.PULL, connector, null, "cus_1", null, Map.of(), "test");
    }
}
