package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client of GraphQL over Server-Sent Events that reads line by line, as the wire has it. */
public final class EventSource implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private static final String CUT_OFF = "cut off";

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<Stream<String>> response;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private EventSource(HttpRequest request) throws Exception {
        response = http.send(request, BodyHandlers.ofLines());
        Thread.ofVirtual().start(() -> {
            try {
                response.body().forEach(lines::add);
            } catch (RuntimeException closed) {
                lines.add(CUT_OFF);
            }
        });
    }

    /** Waits for the server's headers, not for any event. */
    public static EventSource open(HttpRequest.Builder request) {
        try {
            return new EventSource(request.build());
        } catch (Exception failure) {
            throw new IllegalStateException("the server did not answer", failure);
        }
    }

    public HttpResponse<?> response() {
        return response;
    }

    /** The result in the next event. */
    public JsonNode next() {
        assertEquals("event: next", lineOtherThanComments());
        String data = line();
        assertTrue(data.startsWith("data: "), data);
        assertEquals("", line());
        return Json.parse(data.substring("data: ".length()));
    }

    /** The value of the only field in the next event. */
    public JsonNode nextField() {
        var result = next();
        assertTrue(result.path("errors").isMissingNode(), result.toString());
        return result.path("data").elements().next();
    }

    /** That many values of one member of the only field. */
    public List<String> next(int count, String member) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(nextField().path(member).asText());
        }
        return values;
    }

    public void assertComplete() {
        assertEquals("event: complete", lineOtherThanComments());
        assertEquals("data:", line());
        assertEquals("", line());
    }

    /** The stream ends by the hint to connect again, and is not said to be complete. */
    public void assertComeBack() {
        assertEquals("retry: 1000", lineOtherThanComments());
        assertEquals("", line());
    }

    public void assertCutOff() {
        String line = line();
        while (!line.equals(CUT_OFF)) {
            line = line();
        }
    }

    /** Waits for a comment, which is a heartbeat. */
    public void awaitComment() {
        assertEquals(":", line());
        assertEquals("", line());
    }

    private String lineOtherThanComments() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String line = line();
        while (line.equals(":")) {
            assertEquals("", line());
            assertTrue(System.nanoTime() < deadline, "nothing but comments came");
            line = line();
        }
        return line;
    }

    private String line() {
        try {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(line, "nothing came");
            return line;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
