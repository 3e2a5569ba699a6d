package io.tenderbook.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.StartRefused;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that executes only what was deployed to it. */
class TrustedDocumentsTest {
    private static final String DEPLOYED = "query Names { customers { nodes { name } } }\n";

    @TempDir
    private static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(Files.createDirectory(directory.resolve("dashboard")).resolve("Names.graphql"), DEPLOYED);
        server = TestServer.start(
                Map.of("tenderbook.graphql.trusted-only", true, "tenderbook.graphql.documents", directory.toString()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyDocumentThatTheProgramBringsAlongIsFoundByItsHash() throws IOException {
        try (var files = Files.list(Path.of("graphql/operations"))) {
            for (Path file : files.toList()) {
                var answer = ask(Map.of("documentId", "sha256:" + DocumentReference.hashOf(Files.readString(file))));
                // What a document needs of variables is missing here, and a subscription is answered by a stream.
                assertTrue(answer.has("data") || code(answer).equals("BAD_REQUEST"), file + ": " + answer);
            }
        }
    }

    @Test
    void aDocumentOfTheDirectoryIsFoundInEveryForm() {
        String hash = DocumentReference.hashOf(DEPLOYED);
        var persisted = Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
        for (Map<String, Object> request : Stream.of(
                        Map.<String, Object>of("documentId", "sha256:" + hash),
                        Map.<String, Object>of("extensions", persisted),
                        Map.<String, Object>of("extensions", persisted, "query", DEPLOYED),
                        Map.<String, Object>of("query", DEPLOYED))
                .toList()) {
            var answer = ask(request);
            assertTrue(answer.at("/data/customers/nodes").isArray(), request + ": " + answer);
        }
    }

    @Test
    void nothingElseIsExecutedNorRegistered() {
        String other = DEPLOYED.replace("name", "email");
        String hash = DocumentReference.hashOf(other);
        var persisted = Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
        for (Map<String, Object> request : Stream.of(
                        Map.<String, Object>of("query", other),
                        Map.<String, Object>of("query", "{__schema{types{name}}}"),
                        Map.<String, Object>of("extensions", persisted, "query", other),
                        Map.<String, Object>of("extensions", persisted),
                        Map.<String, Object>of("documentId", "sha256:" + hash))
                .toList()) {
            var answer = ask(request);
            assertEquals("DOCUMENT_NOT_TRUSTED", code(answer), request + ": " + answer);
            assertFalse(answer.has("data"));
        }
    }

    @Test
    void whereTheStatusCountsWhatIsNotTrustedIsForbidden() {
        var answer = server.send(server.as(Role.ADMIN, "/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json")
                .POST(BodyPublishers.ofString("{\"query\":\"{__typename}\"}")));
        assertEquals(403, answer.statusCode(), answer.body());
    }

    @Test
    void aDeployedDocumentThatCannotBeExecutedIsFoundAtTheStart(@TempDir Path broken) throws IOException {
        Files.writeString(broken.resolve("Broken.graphql"), "{customers{nodes{nmae}}}");
        assertTrue(refusal(broken).contains("nmae"), refusal(broken));
        assertTrue(refusal(broken.resolve("absent")).contains("TENDERBOOK_GRAPHQL_DOCUMENTS"));
    }

    private static String refusal(Path documents) {
        var preparation = server.bean(DocumentPreparation.class);
        return String.valueOf(assertThrows(StartRefused.class, () -> new TrustedDocuments(preparation, documents))
                .getMessage());
    }

    private static JsonNode ask(Map<String, Object> request) {
        return Json.parse(server.send(server.as(Role.ADMIN, "/graphql")
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(Json.write(request))))
                .body());
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asText(answer.toString());
    }
}
