package io.tenderbook.graphql.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.TestServer;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What it costs to know when a key was last used. */
class LastUseTest {
    @Test
    void aMinutesRequestsAreNotedByOneStatementBehindTheirBacks() {
        try (var server = TestServer.start(Map.of(StatementCounter.PROPERTY, true))) {
            var counter = server.bean(StatementCounter.class);
            List<String> first = counter.during(() -> ask(server));
            Awaitility.await().until(() -> used(server) == 1);
            assertEquals(first, counter.during(() -> ask(server)));
            for (int i = 0; i < 50; i++) {
                ask(server);
            }
            assertEquals(1, counter.notes().size(), counter.notes().toString());
            server.bean(Jdbi.class)
                    .useHandle(handle -> handle.execute(
                            "UPDATE api_key SET last_used_at = last_used_at - INTERVAL 1 MINUTE WHERE last_used_at IS"
                                    + " NOT NULL"));
            ask(server);
            Awaitility.await().until(() -> counter.notes().size() == 2);
        }
    }

    private static void ask(TestServer server) {
        server.graphql("{connectors{id}}", Map.of());
    }

    private static int used(TestServer server) {
        return server.bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT COUNT(*) FROM api_key WHERE last_used_at IS NOT NULL")
                        .mapTo(Integer.class)
                        .one());
    }
}
