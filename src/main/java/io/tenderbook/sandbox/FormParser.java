package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code a=1&card[number]=2&expand[]=x}. Depth and number of parameters are bounded. */
final class FormParser {
    private static final Pattern NAME = Pattern.compile("([^\\[\\]]+)((?:\\[[^\\[\\]]*])*)");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final int MOST_PARAMETERS = 1_000;
    private static final int DEEPEST = 6;

    private FormParser() {}

    /** @param encoded a query string and a body, say; later values of one name replace earlier ones */
    static FormParameters parse(String... encoded) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (String form : encoded) {
            String[] pairs = form.split("&", MOST_PARAMETERS + 1);
            if (pairs.length > MOST_PARAMETERS) {
                throw StripeError.invalid("Too many parameters: at most " + MOST_PARAMETERS + " are taken.");
            }
            for (String pair : pairs) {
                if (!pair.isEmpty()) {
                    put(root, pair);
                }
            }
        }
        return new FormParameters(root);
    }

    private static void put(ObjectNode root, String pair) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        List<String> path = path(name);
        ObjectNode node = root;
        for (String step : path.subList(0, path.size() - 1)) {
            JsonNode next = node.path(step);
            if (next.isTextual()) {
                throw StripeError.invalid("Invalid hash: " + name + " was also sent as a text.")
                        .param(name);
            }
            node = next.isObject() ? (ObjectNode) next : node.putObject(step);
        }
        String last = path.getLast();
        node.put(last.isEmpty() ? Integer.toString(node.size()) : last, value);
    }

    private static List<String> path(String name) {
        Matcher whole = NAME.matcher(name);
        if (!whole.matches()) {
            throw StripeError.invalid("Invalid parameter name: its brackets do not match.");
        }
        List<String> path = new ArrayList<>(List.of(whole.group(1)));
        BRACKETS.matcher(whole.group(2)).results().forEach(step -> path.add(step.group(1)));
        if (path.size() > DEEPEST) {
            throw StripeError.invalid("Invalid parameter name: it is nested too deeply.");
        }
        return path;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw StripeError.invalid("Invalid request: the parameters are not form-encoded.");
        }
    }
}
