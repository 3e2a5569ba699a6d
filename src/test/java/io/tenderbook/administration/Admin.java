package io.tenderbook.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who runs the stored documents of admins. */
record Admin(TestServer server) {
    /** Runs the document of a mutation. Returns its payload. */
    JsonNode run(String operation, @Nullable Object... input) {
        var answer = answer(Role.ADMIN, operation, input);
        assertFalse(answer.has("errors"), answer.toString());
        return answer.path("data").elements().next();
    }

    JsonNode done(String operation, @Nullable Object... input) {
        var payload = run(operation, input);
        assertEquals(0, payload.path("userErrors").size(), payload.toString());
        return payload;
    }

    /** Asserts that nothing is told but one error. Returns it. */
    JsonNode refused(String code, String operation, @Nullable Object... input) {
        var payload = run(operation, input);
        payload.properties().stream()
                .filter(member -> !member.getKey().equals("userErrors"))
                .forEach(member -> assertTrue(member.getValue().isNull(), payload.toString()));
        assertEquals(1, payload.path("userErrors").size(), payload.toString());
        assertEquals(code, payload.at("/userErrors/0/code").textValue(), payload.toString());
        return payload.at("/userErrors/0");
    }

    JsonNode answer(Role role, String operation, @Nullable Object... input) {
        return server.graphql(role, document(operation), Map.of("input", members(input)));
    }

    /** Runs a query. Returns the value of its field. */
    JsonNode query(String document, @Nullable Object... variables) {
        var answer = server.graphql(Role.ADMIN, document, members(variables));
        assertFalse(answer.has("errors"), answer.toString());
        return answer.path("data").elements().next();
    }

    static String document(String operation) {
        try {
            return Files.readString(Path.of("graphql", "operations", operation + ".graphql"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Names and values in turn. */
    static Map<String, @Nullable Object> members(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return members;
    }

    /** The status of a request with that key. */
    int statusWith(String key) {
        return server.send(server.request("/graphql")
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Json.write(Map.of("query", "{__typename}")))))
                .statusCode();
    }

    /** Every value of every table, as bytes read as Latin-1. */
    List<String> cells() throws SQLException {
        List<String> cells = new ArrayList<>();
        try (var connection = server.database();
                var statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (var rows = statement.executeQuery("SHOW TABLES")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (var rows = statement.executeQuery("SELECT * FROM `" + table + "`")) {
                    while (rows.next()) {
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            byte[] bytes = rows.getBytes(column);
                            cells.add(bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1));
                        }
                    }
                }
            }
        }
        return cells;
    }
}
