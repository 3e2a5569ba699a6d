package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Puts objects where an answer has ids, as {@code expand[]} asks: {@code data.customer} reaches into a list. */
final class Expansion {
    private static final Set<String> EXPANDABLE =
            Set.of("customer", "payment_method", "default_payment_method", "default_source");

    private final List<String> paths;
    private final Work work;

    Expansion(List<String> paths, Work work) {
        this.paths = paths;
        this.work = work;
    }

    ObjectNode expand(ObjectNode answer) {
        if (paths.isEmpty()) {
            return answer;
        }
        ObjectNode expanded = answer.deepCopy();
        for (String path : paths) {
            expand(expanded, List.of(path.split("\\.", -1)), path);
        }
        return expanded;
    }

    private void expand(JsonNode node, List<String> steps, String path) {
        if (node.isArray()) {
            node.forEach(element -> expand(element, steps, path));
            return;
        }
        String step = steps.getFirst();
        if (!(node instanceof ObjectNode object) || !object.has(step)) {
            throw cannotBeExpanded(path);
        }
        JsonNode value = object.get(step);
        if (value.isTextual() && EXPANDABLE.contains(step)) {
            value = read(value.textValue());
            object.set(step, value);
        }
        if (steps.size() > 1 && !value.isNull()) {
            expand(value, steps.subList(1, steps.size()), path);
        } else if (steps.size() == 1 && !EXPANDABLE.contains(step)) {
            throw cannotBeExpanded(path);
        }
    }

    private ObjectNode read(String id) {
        return id.startsWith("cus_")
                ? Customers.shown(Customers.find(work, id, "customer"))
                : PaymentMethods.find(work, id, "payment_method").object();
    }

    private static StripeError cannotBeExpanded(String path) {
        return StripeError.invalid("This property cannot be expanded (" + path + ").");
    }
}
