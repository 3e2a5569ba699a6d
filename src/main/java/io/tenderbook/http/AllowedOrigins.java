package io.tenderbook.http;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.server.HttpServerConfiguration.CorsConfiguration;
import io.micronaut.http.server.cors.CorsOriginConfiguration;
import io.tenderbook.platform.StartRefused;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets the pages of certain origins, and of no other, call us from a browser. Credentials travel in headers that such a
 * page sets itself: cookies are not let through.
 */
@Singleton
final class AllowedOrigins implements BeanCreatedEventListener<CorsConfiguration> {
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");
    private static final List<String> SENT = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.ACCEPT,
            HttpHeaders.AUTHORIZATION,
            "x-api-key",
            "organisation",
            "x-request-id",
            "last-event-id");
    private static final List<String> SHOWN =
            List.of("x-request-id", HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE);
    private static final long PREFLIGHT_SECONDS = 3_600;

    private final List<String> origins;

    /** @throws StartRefused if one is no origin, such as one with a path or a pattern */
    AllowedOrigins(@Property(name = "tenderbook.cors-origins") @Nullable List<String> origins) {
        this.origins = origins == null
                ? List.of()
                : origins.stream()
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .toList();
        for (String origin : this.origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new StartRefused("TENDERBOOK_CORS_ORIGINS is a list of origins such as https://pay.example.com,"
                        + " with a comma between two, and \"" + origin + "\" is none.");
            }
        }
    }

    @Override
    public CorsConfiguration onCreated(BeanCreatedEvent<CorsConfiguration> event) {
        var cors = event.getBean();
        if (!origins.isEmpty()) {
            var allowed = new CorsOriginConfiguration();
            allowed.setAllowedOrigins(origins);
            allowed.setAllowedMethods(List.of(HttpMethod.GET, HttpMethod.POST));
            allowed.setAllowedHeaders(SENT);
            allowed.setExposedHeaders(SHOWN);
            allowed.setAllowCredentials(false);
            allowed.setMaxAge(PREFLIGHT_SECONDS);
            cors.setConfigurations(Map.of("allowed", allowed));
            cors.setSingleHeader(true);
            cors.setEnabled(true);
        }
        return cors;
    }
}
