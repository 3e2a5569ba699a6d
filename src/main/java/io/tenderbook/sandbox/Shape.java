package io.tenderbook.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.platform.Json;
import java.nio.charset.StandardCharsets;

/** JSON objects as they begin. */
final class Shape {
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter PRINTER = JsonMapper.builder()
            .build()
            .writer(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(LINES)
                    .withArrayIndenter(LINES));

    private Shape() {}

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A fresh tree of the text, to be filled in. */
    static ObjectNode of(String json) {
        return (ObjectNode) Json.parse(json);
    }

    /** Indented as Stripe's answers are, for those who read them from curl. */
    static byte[] print(ObjectNode object) {
        try {
            return (PRINTER.writeValueAsString(object) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree did not become JSON", impossible);
        }
    }
}
