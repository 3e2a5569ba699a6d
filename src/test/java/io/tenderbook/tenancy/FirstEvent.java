package io.tenderbook.tenancy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a subscription tells first; the stream ends there, by itself or by us. */
final class FirstEvent {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private FirstEvent() {}

    static String of(HttpRequest.Builder request) {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    request.header("Accept", "text/event-stream")
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofInputStream());
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
            http.shutdownNow();
            return text.toString();
        } catch (IOException failure) {
            throw new IllegalStateException("the server did not answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
