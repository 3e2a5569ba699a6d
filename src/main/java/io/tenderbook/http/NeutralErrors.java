package io.tenderbook.http;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Map;

/** The answer where no route gave one. It says what the status says: an exception's own words could tell too much. */
@Primary
@Singleton
final class NeutralErrors implements ErrorResponseProcessor<Map<String, Object>> {
    private static final int SERVER_ERROR = 500;

    @Override
    public MutableHttpResponse<Map<String, Object>> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        String code = response.code() >= SERVER_ERROR ? "INTERNAL" : "BAD_REQUEST";
        return response.body(new ErrorBody(response.reason(), code).of(context.getRequest()))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
