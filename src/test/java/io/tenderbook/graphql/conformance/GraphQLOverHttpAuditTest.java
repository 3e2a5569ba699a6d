package io.tenderbook.graphql.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.NodePackages;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The public audit of GraphQL over HTTP, that of the npm package graphql-http. */
class GraphQLOverHttpAuditTest {
    private static final int CHECKS = 61;

    @Test
    void everyCheckOfTheAuditPasses() {
        try (var server = TestServer.start()) {
            var checks = NodePackages.run(
                            "audit.js",
                            Map.of(
                                    "SERVER_URL",
                                    server.baseUri().resolve("/graphql").toString(),
                                    "API_KEY",
                                    server.key(Role.WRITER)))
                    .lines()
                    .toList();
            assertEquals(
                    List.of(),
                    checks.stream().filter(check -> !check.startsWith("ok\t")).toList());
            assertEquals(CHECKS, checks.size());
        }
    }
}
