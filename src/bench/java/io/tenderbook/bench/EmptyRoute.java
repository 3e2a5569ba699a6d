package io.tenderbook.bench;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.Micronaut;
import java.io.File;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Micronaut's server as the program has it, with one route that does nothing: what no route of the program can reach. */
@Controller
final class EmptyRoute {
    static final String PATH = "/empty";

    @Get(PATH)
    HttpResponse<?> answer() {
        return HttpResponse.ok();
    }

    /** Returns when it answers. */
    static Subject start(Settings settings) {
        // Without the program's own classes, and so without its beans and its configuration.
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith(File.separator + "classes"))
                .collect(Collectors.joining(File.pathSeparator));
        int port = Subject.freePort();
        var subject = new Subject.Start(
                        List.of(
                                "-Dmicronaut.server.port=" + port,
                                "-Dmicronaut.metrics.enabled=false",
                                "-Dgraphql.enabled=false",
                                "-Dlogback.configurationFile=empty-route-logback.xml",
                                "-cp",
                                classPath,
                                Main.class.getName()),
                        Map.of(),
                        port,
                        settings.directory().resolve("empty-route.log"))
                .run();
        try {
            subject.awaitAnswer(HttpRequest.newBuilder(subject.at(PATH)).build());
            return subject;
        } catch (RuntimeException failure) {
            subject.close();
            throw failure;
        }
    }

    /** What runs in its process. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            Micronaut.build(arguments).mainClass(EmptyRoute.class).start();
        }
    }
}
