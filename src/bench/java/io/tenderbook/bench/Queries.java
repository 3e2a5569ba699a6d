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
    private static final int PAGES = 60;
    private static final int PAGE = 20;
    private static final String WALK =
            "query($after: String) { customers(first: 100, after: $after) { pageInfo { endCursor } nodes { id } } }";

    private final Stage stage;

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

    private record Walk(List<String> cursors, List<String> customers) {}

    private Walk walk() {
        List<String> cursors = new ArrayList<>();
        List<String> customers = new ArrayList<>();
        String after = null;
        for (int page = 0; page < PAGES; page++) {
            JsonNode seen = stage.program().ask(WALK, variables("after", after)).path("customers");
            seen.path("nodes").forEach(node -> customers.add(node.path("id").textValue()));
            after = seen.at("/pageInfo/endCursor").textValue();
            if (seen.path("nodes").size() < WALKED) {
                break;
            }
            cursors.add(after);
        }
        return new Walk(cursors, customers);
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
