package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

final class AccountRoutes {
    void addTo(Router router) {
        router.on("GET", "/v1/account", call -> Answer.ok(account(call.work().account())));
    }

    private static ObjectNode account(String id) {
        ObjectNode account = Shape.of("""
                {
                  "id": null, "object": "account", "business_type": null, "charges_enabled": true, "country": "US",
                  "default_currency": "usd", "details_submitted": true, "email": null, "payouts_enabled": true,
                  "settings": {"dashboard": {"display_name": "Tenderbook sandbox", "timezone": "Etc/UTC"}},
                  "type": "standard"
                }
                """);
        return account.put("id", id);
    }
}
