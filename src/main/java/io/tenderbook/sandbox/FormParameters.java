package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request's parameters. A path such as {@code "card", "number"} is written {@code card[number]} by callers; a list is
 * a hash whose names are numbers. An absent parameter is null, an emptied one ("unset this") is the empty text.
 */
final class FormParameters {
    private final ObjectNode root;

    FormParameters(ObjectNode root) {
        this.root = root;
    }

    /** @throws StripeError naming the first parameter outside of {@code names}; {@code expand} is always allowed */
    void allowOnly(String... names) {
        Set<String> allowed =
                Stream.concat(Stream.of(names), Stream.of("expand")).collect(Collectors.toSet());
        root.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                throw StripeError.parameterUnknown(name);
            }
        });
    }

    boolean has(String... path) {
        return !at(path).isMissingNode();
    }

    /** Whether it was sent as the empty text. */
    boolean isEmptied(String... path) {
        return at(path).isTextual() && at(path).textValue().isEmpty();
    }

    @Nullable
    String text(String... path) {
        JsonNode value = at(path);
        if (value.isObject()) {
            throw StripeError.invalid("Invalid string: expected a text for " + bracketed(path) + ".")
                    .param(bracketed(path));
        }
        return value.textValue();
    }

    String required(String... path) {
        String text = text(path);
        if (text == null || text.isEmpty()) {
            throw StripeError.parameterMissing(bracketed(path));
        }
        return text;
    }

    @Nullable
    Long integer(String... path) {
        String text = text(path);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw StripeError.invalid("Invalid integer: " + text)
                    .code("parameter_invalid_integer")
                    .param(bracketed(path));
        }
    }

    boolean flag(String name) {
        String text = text(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw StripeError.invalid("Invalid boolean: " + text).param(name);
        }
        return "true".equals(text);
    }

    /** The texts of a list, in the order sent; a single text counts as a list of one. */
    List<String> texts(String name) {
        JsonNode value = at(name);
        List<String> texts = new ArrayList<>();
        if (value.isTextual() && !value.textValue().isEmpty()) {
            texts.add(value.textValue());
        }
        value.fieldNames().forEachRemaining(index -> texts.add(required(name, index)));
        return texts;
    }

    /** The members of a hash; empty where it is absent or emptied. */
    List<String> names(String... path) {
        List<String> names = new ArrayList<>();
        at(path).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Sets in {@code target} those of {@code names} that were sent under {@code path}; an emptied one becomes null. */
    void copyTexts(ObjectNode target, List<String> path, String... names) {
        for (String name : names) {
            String text = text(Stream.concat(path.stream(), Stream.of(name)).toArray(String[]::new));
            if (text != null) {
                target.set(name, text.isEmpty() ? NullNode.getInstance() : TextNode.valueOf(text));
            }
        }
    }

    /** All of them as one text, the same for the same parameters in the same order. */
    String canonical() {
        return root.toString();
    }

    private JsonNode at(String... path) {
        JsonNode node = root;
        for (String name : path) {
            if (node.isTextual() && !node.textValue().isEmpty()) {
                throw StripeError.invalid("Invalid hash: expected names and values in " + path[0] + ".")
                        .param(path[0]);
            }
            node = node.path(name);
        }
        return node;
    }

    private static String bracketed(String... path) {
        return path[0] + Stream.of(path).skip(1).map(name -> "[" + name + "]").collect(Collectors.joining());
    }

    static FormParameters none() {
        return new FormParameters(JsonNodeFactory.instance.objectNode());
    }
}
