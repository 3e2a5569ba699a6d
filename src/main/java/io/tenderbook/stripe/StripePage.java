package io.tenderbook.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One page of a list of Stripe's. */
final class StripePage {
    private static final Logger LOG = LoggerFactory.getLogger(StripePage.class);

    private StripePage() {}

    /** What cannot be read is left out, so that one odd object does not keep all others away. */
    static <T> ProviderPage<T> read(StripeCaller.Timed timed, Function<JsonNode, T> reader) {
        JsonNode page = Json.parse(timed.response().body());
        List<ProviderAnswer<T>> items = new ArrayList<>();
        @Nullable String last = null;
        for (JsonNode item : page.path("data")) {
            last = StripeJson.text(item, "id");
            try {
                items.add(new ProviderAnswer<>(reader.apply(item), item, timed.knownAsOf(), timed.replayed()));
            } catch (IllegalArgumentException odd) {
                LOG.warn("{} cannot be read and is left out: {}", last, odd.getMessage());
            }
        }
        return new ProviderPage<>(items, page.path("has_more").asBoolean(false) ? last : null);
    }
}
