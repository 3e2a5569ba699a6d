package io.tenderbook.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests of dashboards, varied over the data: their bodies are made before anything is measured. */
final class Queries {
    private static final int WALKED = 100;
    private static final int PAGE = 20;
    private static final int CONNECTIONS = 64;
    private static final String WALK =
            "query($after: String) { customers(first: 100, after: $after) { pageInfo { endCursor } nodes { id } } }";

    private final Stage stage;
    private @Nullable Walk walk;
    private int walkedAt;

    Queries(Stage stage) {
        this.stage = stage;
    }

    /** Pages of twenty customers, each begun at another place. */
    Wrk.Request pages() {
        String document = Templates.resource("page.graphql");
        var walk = walk();
        var first =
                stage.program().ask(document, variables("after", walk.cursors().getFirst()));
        if (first.at("/customers/nodes").size() != PAGE
                || first.at("/customers/nodes/0/paymentMethods/nodes").isEmpty()
                || first.at("/customers/nodes/0/defaultPaymentMethod/id").isMissingNode()) {
            throw new IllegalStateException("a page is not what it should be: " + first);
        }
        return request("pages", document, "after", walk.cursors());
    }

    /** One customer at a time, by its id. */
    Wrk.Request customers() {
        return request("customers", Templates.resource("customer.graphql"), "id", walk().customers());
    }

    /** A file with the ids of customers, one a line. */
    Path customerFile() {
        return file("customer-ids", walk().customers());
    }

    /** Over 64 connections. No figure if the program logged an error: GraphQL answers those of fields with status 200. */
    Figure measure(String name, Wrk.Request request) {
        var program = stage.program();
        long before = program.errors();
        var figure = stage.measure(
                name,
                program.pid(),
                () -> request,
                CONNECTIONS,
                stage.settings().warmUp(),
                () -> {});
        long errors = program.errors() - before;
        return figure.unless(errors == 0 ? "" : "the program logged %d errors; see program.log".formatted(errors));
    }

    private record Walk(List<String> cursors, List<String> customers) {}

    /** Over all of them, once for each size. */
    private Walk walk() {
        if (walk == null || walkedAt != stage.customers()) {
            walk = newWalk();
            walkedAt = stage.customers();
        }
        return walk;
    }

    private Walk newWalk() {
        List<String> cursors = new ArrayList<>();
        List<String> customers = new ArrayList<>();
        @Nullable String after = null;
        while (true) {
            JsonNode seen = stage.program().ask(WALK, variables("after", after)).path("customers");
            seen.path("nodes").forEach(node -> customers.add(node.path("id").textValue()));
            after = seen.at("/pageInfo/endCursor").textValue();
            // The page behind the last cursor would not be a whole one.
            if (after == null || customers.size() > stage.customers() - WALKED) {
                return new Walk(cursors, customers);
            }
            cursors.add(after);
        }
    }

    private Wrk.Request request(String name, String document, String variable, List<String> values) {
        var bodies = values.stream()
                .map(value -> Json.write(Map.of("query", document, "variables", Map.of(variable, value))))
                .toList();
        return new Wrk.Request(
                stage.program().url("/graphql"),
                "graphql.lua",
                Map.of(
                        "BENCH_KEY",
                        Tenderbook.KEY,
                        "BENCH_BODIES",
                        file(name, bodies).toString()));
    }

    private Path file(String name, List<String> lines) {
        try {
            return Files.write(stage.settings().directory().resolve(name + ".txt"), lines)
                    .toAbsolutePath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, @Nullable Object> variables(String name, @Nullable String value) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put(name, value);
        return variables;
    }
}
