package io.tenderbook.graphql;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is asked of a POST's body before anybody reads it. */
final class RequestBody {
    private static final int MOST_BYTES = 256 * 1024;

    private RequestBody() {}

    /** @throws RequestRefusal if the body is not declared as JSON in UTF-8, or is too long */
    static byte[] checked(HttpHeaders headers, byte @Nullable [] body) {
        if (!isJson(headers.get(HttpHeaders.CONTENT_TYPE))) {
            throw new RequestRefusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8.");
        }
        byte[] bytes = body == null ? new byte[0] : body;
        if (bytes.length > MOST_BYTES) {
            throw new RequestRefusal(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The body must not exceed 256 KiB.");
        }
        return bytes;
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            var type = new MediaType(String.valueOf(contentType).toLowerCase(Locale.ROOT));
            String charset = type.getParameters().get("charset").orElse("utf-8").replace("\"", "");
            return type.getName().equals(MediaType.APPLICATION_JSON) && charset.equals("utf-8");
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
