package io.tenderbook.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.paymentmethod.StripeAccount;
import io.tenderbook.provider.Connector;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** An account at Stripe, and the connector in our database whose records are to be equal to it. */
record Mirror(Jdbi jdbi, Connector connector, StripeAccount account) {
    /** All events of the account, oldest first. */
    List<JsonNode> events() {
        List<JsonNode> newestFirst = new ArrayList<>();
        String after = "";
        JsonNode page;
        do {
            page = account.get("/v1/events?limit=100" + after);
            page.path("data").forEach(newestFirst::add);
            after = newestFirst.isEmpty()
                    ? ""
                    : "&starting_after=" + newestFirst.getLast().path("id").textValue();
        } while (page.path("has_more").booleanValue());
        return newestFirst.reversed();
    }
}
