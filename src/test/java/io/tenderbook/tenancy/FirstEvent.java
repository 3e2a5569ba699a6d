package io.tenderbook.tenancy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a subscription tells first; the stream ends there, by itself or by us. */
final class FirstEvent {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private FirstEvent() {}

    /** Says so where a stream stays open and tells nothing. */
    static String of(HttpRequest.Builder request) {
        var http = HttpClient.newHttpClient();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> read(http, request));
            try {
                return first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException silent) {
                return "a stream in which nothing happens";
            } finally {
                http.shutdownNow();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the server did not answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static String read(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.header("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
        var text = new StringBuilder().append(answer.statusCode());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith(":") && !line.isEmpty()) {
                    text.append('\n').append(line);
                }
                if (line.startsWith("data:") && line.length() > "data: ".length()) {
                    break;
                }
            }
        }
        return text.toString();
    }
}
