package io.tenderbook.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares all that an account at Stripe says with all that we say of it, and tells every difference in words. What ever
 * existed there is learnt from its events; what it is now is read, object by object.
 */
final class Differences {
    private static final Set<String> GOOD_ENDS = Set.of("APPLIED", "STALE", "IGNORED");

    private final Mirror mirror;
    private final List<String> found = new ArrayList<>();

    private Differences(Mirror mirror) {
        this.mirror = mirror;
    }

    static List<String> of(Tenant tenant) {
        return of(tenant.mirror());
    }

    static List<String> of(Mirror mirror) {
        var differences = new Differences(mirror);
        differences.compareEvents();
        differences.compareObjects();
        return differences.found;
    }

    private void compareEvents() {
        for (var row : rows("SELECT event_id, type, status, error FROM webhook_event WHERE connector_id = ?")) {
            check(
                    GOOD_ENDS.contains(row.text("status")),
                    "event " + row.text("event_id") + " " + row.text("type") + " ended as " + row.text("status") + ": "
                            + row.text("error"));
        }
    }

    private void compareObjects() {
        Map<String, JsonNode> customers = new HashMap<>();
        ids("customer").forEach(id -> customers.put(id, mirror.account().get("/v1/customers/" + id)));
        Map<String, Row> mappings = byId("external_id", """
                SELECT m.external_id, m.ended_at IS NOT NULL AS ended, c.id AS customer, c.name, c.email,
                       c.deleted_at IS NOT NULL AS deleted,
                       (SELECT p.stripe_id FROM default_payment_method d JOIN payment_method p
                        ON p.id = d.payment_method_id
                        WHERE d.connector_id = m.connector_id AND d.customer_id = m.customer_id) AS chosen
                FROM connector_mapping m JOIN customer c ON c.id = m.customer_id WHERE m.connector_id = ?""");
        customers.forEach((id, there) -> {
            Row here = mappings.remove(id);
            if (check(here != null, id + " is not known here") && here != null) {
                compareCustomer(id, there, here);
            }
        });
        mappings.keySet().forEach(id -> found.add(id + " was never heard of at Stripe"));

        Map<String, Row> methods = byId("stripe_id", """
                SELECT p.*, p.detached_at IS NOT NULL AS detached, p.customer_deleted_at IS NOT NULL AS orphaned,
                       (SELECT m.external_id FROM connector_mapping m WHERE m.connector_id = p.connector_id
                        AND m.customer_id = p.customer_id AND m.external_id = p.owner_external_id) AS mapped
                FROM payment_method p WHERE p.connector_id = ?""");
        for (String id : ids("payment_method")) {
            Row here = methods.remove(id);
            if (check(here != null, id + " is not recorded here") && here != null) {
                comparePaymentMethod(id, mirror.account().get("/v1/payment_methods/" + id), here, customers);
            }
        }
        methods.keySet().forEach(id -> found.add(id + " was never heard of at Stripe"));
    }

    private void compareCustomer(String id, JsonNode there, Row here) {
        boolean deleted = there.path("deleted").asBoolean();
        same(id, "deleted", deleted, here.flag("deleted"));
        same(id, "mapping ended", deleted, here.flag("ended"));
        if (!deleted) {
            same(id, "name", there.path("name").textValue(), here.text("name"));
            same(id, "email", there.path("email").textValue(), here.text("email"));
        }
        String chosen = there.at("/invoice_settings/default_payment_method")
                .asText(there.path("default_source").textValue());
        same(id, "default", "null".equals(chosen) ? null : chosen, here.text("chosen"));
    }

    private void comparePaymentMethod(String id, JsonNode there, Row here, Map<String, JsonNode> customers) {
        String owner = there.path("customer").textValue();
        same(id, "detached", owner == null, here.flag("detached"));
        if (owner != null) {
            same(id, "owner", owner, here.text("owner_external_id"));
            same(id, "owner's mapping", owner, here.text("mapped"));
            boolean ownerDeleted = customers.containsKey(owner)
                    && customers.get(owner).path("deleted").asBoolean();
            same(id, "owner deleted", ownerDeleted, here.flag("orphaned"));
        }
        JsonNode own = there.path(there.path("type").asText());
        same(id, "type", there.path("type").textValue(), here.text("provider_type"));
        same(id, "brand", own.path("brand").textValue(), here.text("brand"));
        same(id, "last4", own.path("last4").textValue(), here.text("last4"));
        same(id, "fingerprint", own.path("fingerprint").textValue(), here.text("fingerprint"));
        same(id, "year", own.has("exp_year") ? own.path("exp_year").asText() : null, here.text("exp_year"));
        same(id, "month", own.has("exp_month") ? own.path("exp_month").asText() : null, here.text("exp_month"));
        same(id, "metadata", there.path("metadata"), here.json("metadata"));
        same(id, "whole object", there, here.json("raw_data"));
        same(id, "missing", false, here.flag("missing"));
    }

    /** Of every object of that kind that the events ever showed or named. */
    private Set<String> ids(String kind) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode event : mirror.events()) {
            JsonNode object = event.at("/data/object");
            if (object.path("object").asText().equals(kind)) {
                ids.add(object.path("id").asText());
            } else if (object.path(kind).isTextual()) {
                ids.add(object.path(kind).asText());
            }
        }
        return ids;
    }

    private void same(String id, String what, Object there, Object here) {
        check(Objects.equals(there, here), id + " " + what + ": " + there + " at Stripe, " + here + " here");
    }

    private boolean check(boolean good, String otherwise) {
        if (!good) {
            found.add(otherwise);
        }
        return good;
    }

    private record Row(Map<String, Object> columns) {
        String text(String column) {
            Object value = columns.get(column);
            return value == null ? null : value.toString();
        }

        boolean flag(String column) {
            Object value = columns.get(column);
            return value instanceof Boolean truth ? truth : ((Number) value).intValue() != 0;
        }

        JsonNode json(String column) {
            return Json.parse(Objects.requireNonNull(text(column)));
        }
    }

    private List<Row> rows(String sql) {
        return mirror.jdbi()
                .withHandle(handle -> handle.select(sql, mirror.connector().id())
                        .mapToMap()
                        .map(Row::new)
                        .list());
    }

    private Map<String, Row> byId(String column, String sql) {
        Map<String, Row> byId = new HashMap<>();
        for (Row row : rows(sql)) {
            if (byId.put(row.text(column), row) != null) {
                found.add(row.text(column) + " is here twice");
            }
        }
        return byId;
    }
}
