package io.tenderbook.platform;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as text, tree and plain map. Numbers keep every digit. Thread-safe. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int USUAL_SIZE = 1 << 13;

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> MAP = new TypeReference<>() {};

    private Json() {}

    /**
     * Reads exactly one JSON value.
     *
     * @throws IllegalArgumentException if the text is anything else; the message does not repeat the text
     */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("not JSON");
        }
    }

    /**
     * Reads exactly one JSON value in UTF-8.
     *
     * @throws IllegalArgumentException if the bytes are anything else; the message does not repeat them
     */
    public static JsonNode parse(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException malformed) {
            throw new IllegalArgumentException("not JSON");
        }
    }

    /** The members of a JSON object in their order. */
    public static Map<String, @Nullable Object> toMap(JsonNode object) {
        return MAPPER.convertValue(object, MAP);
    }

    public static Map<String, @Nullable Object> toMap(String object) {
        return toMap(parse(object));
    }

    public static Object toValue(JsonNode node) {
        return MAPPER.convertValue(node, Object.class);
    }

    public static JsonNode toTree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a value of ours did not become JSON", impossible);
        }
    }

    /** Like {@link #write}, in UTF-8. */
    public static byte[] bytes(Object value) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (var generator = MAPPER.createGenerator(bytes)) {
            write(generator, value);
        } catch (IOException impossible) {
            throw new IllegalStateException("a value of ours did not become JSON", impossible);
        }
        return bytes.toByteArray();
    }

    /** What most answers are made of, without a search for the way to write it; anything else as Jackson has it. */
    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> generator.writeString(text);
            case Boolean truth -> generator.writeBoolean(truth);
            case Map<?, ?> members -> {
                generator.writeStartObject();
                for (var member : members.entrySet()) {
                    generator.writeFieldName(String.valueOf(member.getKey()));
                    write(generator, member.getValue());
                }
                generator.writeEndObject();
            }
            case List<?> items -> {
                generator.writeStartArray();
                for (var item : items) {
                    write(generator, item);
                }
                generator.writeEndArray();
            }
            default -> generator.writePOJO(value);
        }
    }

    /** Like {@link #write}, in the one way in which equal values are written alike: members in the order of their names. */
    public static String canonical(Object value) {
        return write(sorted(MAPPER.valueToTree(value)));
    }

    /** Reads a value of this type from what {@link #write} made of one. */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("not the JSON of a " + type.getSimpleName());
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            var members = MAPPER.createObjectNode();
            node.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(member -> members.set(member.getKey(), sorted(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            var items = MAPPER.createArrayNode();
            node.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return node;
    }

    /** Like {@link #write}, over several lines for people to read and edit. */
    public static String writePretty(Object value) {
        return MAPPER.valueToTree(value).toPrettyString();
    }
}
