package io.tenderbook.http;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.tenderbook.platform.LogFields;
import io.tenderbook.platform.RequestId;
import java.util.Map;

/** Names every request, before anything else happens to it: in its attributes, in the log, and in the answer. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class RequestIdFilter implements Ordered {
    private static final String HEADER = "x-request-id";

    @RequestFilter
    void name(HttpRequest<?> request, MutablePropagatedContext context) {
        var id = RequestId.of(request.getHeaders().get(HEADER));
        request.setAttribute(RequestId.ATTRIBUTE, id);
        context.add(new MdcPropagationContext(Map.of(LogFields.REQUEST_ID, id.value())));
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(RequestId.ATTRIBUTE, RequestId.class).ifPresent(id -> response.header(HEADER, id.value()));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
