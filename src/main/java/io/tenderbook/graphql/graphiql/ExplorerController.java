package io.tenderbook.graphql.graphiql;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.core.util.StringUtils;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.tenderbook.platform.Json;
import java.util.Map;

/** Serves GraphiQL: a page, its files, and what it opens with. It needs no credentials, because it shows no data. */
@Controller("/graphiql")
@Requires(property = "tenderbook.graphiql.enabled", notEquals = StringUtils.FALSE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExplorerController {
    /** CodeMirror sets styles on its elements; GraphiQL's stylesheet brings its fonts inside itself. */
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:;"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PUBLISHED = "META-INF/resources/_static/";

    /** Every file there is, so that no name from outside ever becomes a path. */
    private static final Map<String, String> FILES = Map.of(
            "index.html",
            "graphiql/index.html",
            "page.css",
            "graphiql/page.css",
            "page.js",
            "graphiql/page.js",
            "favicon.svg",
            "graphiql/favicon.svg",
            "graphiql.min.js",
            PUBLISHED + "graphiql/3.2.0/graphiql.min.js",
            "graphiql.min.css",
            PUBLISHED + "graphiql/3.2.0/graphiql.min.css",
            "react.production.min.js",
            PUBLISHED + "react/18.3.1/umd/react.production.min.js",
            "react-dom.production.min.js",
            PUBLISHED + "react-dom/18.3.1/umd/react-dom.production.min.js");

    private final ResourceResolver resources;
    private final ExplorerSettings settings;

    ExplorerController(ResourceResolver resources, ExplorerSettings settings) {
        this.resources = resources;
        this.settings = settings;
    }

    @Get(produces = MediaType.ALL)
    HttpResponse<StreamedFile> page() {
        return file("index.html");
    }

    @Get(uri = "/settings", produces = MediaType.APPLICATION_JSON)
    String settings() {
        return Json.write(settings.values());
    }

    @Get(uri = "/files/{name}", produces = MediaType.ALL)
    HttpResponse<StreamedFile> file(String name) {
        String path = FILES.get(name);
        if (path == null) {
            return HttpResponse.notFound();
        }
        var content = resources.getResourceAsStream("classpath:" + path).orElseThrow();
        var type = MediaType.forFilename(name);
        return HttpResponse.ok(new StreamedFile(content, type))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", POLICY);
    }
}
