package io.tenderbook.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packaged program in production's configuration, with one organisation and one connector at a Stripe of ours. */
final class Tenderbook implements AutoCloseable {
    static final String ORGANISATION = "benchmark";
    static final String KEY = "an-admin-key-of-the-benchmark";
    static final String WEBHOOK_SECRET = "whsec_benchmark";
    static final String WEBHOOKS = "/webhooks/stripe";

    private static final String ERROR = "\"level\":\"ERROR\"";

    private static final String OPTIONS = "docker/java-options";
    private static final String FIRST_QUERY = "{\"query\":\"{ __typename }\"}";

    private final Subject subject;
    private final int managementPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Duration startTime;

    private Tenderbook(Subject subject, int managementPort) {
        this.subject = subject;
        this.managementPort = managementPort;
        startTime = subject.awaitAnswer(authorized(Subject.post(subject.at("/graphql"), FIRST_QUERY)));
    }

    /**
     * What every start has in common.
     *
     * @param settings of the run
     * @param stripe where Stripe is
     */
    record Home(Settings settings, Database database, URI stripe) {
        /** Returns when it has answered its first query. */
        Tenderbook start(Map<String, String> variables, String... javaOptions) {
            var arguments = new ArrayList<String>();
            if (Files.exists(Path.of(OPTIONS))) {
                arguments.add("@" + OPTIONS);
            }
            arguments.addAll(List.of(javaOptions));
            arguments.addAll(List.of("-classpath", classPath(settings.program()), "io.tenderbook.Launcher"));
            int port = Subject.freePort();
            int managementPort = Subject.freePort();
            var subject = new Subject.Start(
                            arguments,
                            environment(port, managementPort, variables),
                            port,
                            settings.directory().resolve("program.log"))
                    .run();
            try {
                return new Tenderbook(subject, managementPort);
            } catch (RuntimeException failure) {
                subject.close();
                throw failure;
            }
        }

        /** In one order, on which an AOT cache insists. */
        private static String classPath(Path directory) {
            try (Stream<Path> libraries = Files.list(directory.resolve("lib"))) {
                return Stream.concat(Stream.of(directory.resolve("tenderbook.jar")), libraries.sorted())
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private Map<String, String> environment(int port, int managementPort, Map<String, String> variables) {
            Map<String, String> environment = new HashMap<>(database.environment());
            environment.put("TENDERBOOK_ENCRYPTION_KEY", "A".repeat(43) + "=");
            environment.put("TENDERBOOK_ORGANISATION", ORGANISATION);
            environment.put("TENDERBOOK_API_KEY", KEY);
            environment.put("STRIPE_SECRET_KEY", "sk_test_benchmark");
            environment.put("STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET);
            environment.put("STRIPE_API_BASE", stripe.toString());
            environment.put("MICRONAUT_ENVIRONMENTS", "prod");
            environment.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
            environment.put("TENDERBOOK_MANAGEMENT_PORT", Integer.toString(managementPort));
            environment.put("TENDERBOOK_DRAIN", "0s");
            environment.put("TENDERBOOK_RATE_LIMIT", "0");
            // The Stripe of the benchmark lists no customers: reconciliation would take all of ours for deleted there.
            environment.put("TENDERBOOK_SYNC_RECONCILE_EVERY", "0s");
            environment.putAll(variables);
            return environment;
        }
    }

    /** From the start of the process to the first answer. */
    Duration startTime() {
        return startTime;
    }

    long pid() {
        return subject.pid();
    }

    String url(String path) {
        return subject.at(path).toString();
    }

    /** How many errors its log holds, with those of earlier programs of this run. */
    long errors() {
        return subject.logged(ERROR);
    }

    /** What the program tells its own monitoring. */
    String metrics() {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/prometheus"))
                .build());
    }

    /**
     * Executes an operation. Returns its data.
     *
     * @throws IllegalStateException if the answer has errors
     */
    JsonNode ask(String document, Map<String, ? extends @Nullable Object> variables) {
        String body = Json.write(Map.of("query", document, "variables", variables));
        var answer = Json.parse(send(authorized(Subject.post(subject.at("/graphql"), body))));
        if (answer.has("errors") || !answer.path("data").isObject()) {
            throw new IllegalStateException("the program answered " + answer);
        }
        return answer.path("data");
    }

    private String send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new IllegalStateException("the program did not answer", failure);
        } catch (InterruptedException interrupted) {
            throw Interruption.of(interrupted);
        }
    }

    private static HttpRequest authorized(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + KEY).build();
    }

    @Override
    public void close() {
        http.close();
        subject.close();
    }
}
