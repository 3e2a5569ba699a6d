package io.tenderbook.http;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer where no route gave one. It says what the status says: an exception's own words could tell too much. */
@Primary
@Singleton
final class NeutralErrors implements ErrorResponseProcessor<Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(NeutralErrors.class);
    private static final int SERVER_ERROR = 500;

    @Override
    public MutableHttpResponse<Map<String, Object>> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        boolean ours = response.code() >= SERVER_ERROR;
        if (ours) {
            // What failed is logged where it is caught, on a thread that may not know the request any more.
            LOG.error("Request {} is answered {}", ErrorBody.requestId(context.getRequest()), response.code());
        }
        String code = ours ? "INTERNAL" : "BAD_REQUEST";
        return response.body(new ErrorBody(response.reason(), code).of(context.getRequest()))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
