package io.tenderbook.graphql;

import java.util.Locale;
import java.util.stream.Stream;

/** One range of an Accept header, such as {@code application/*;q=0.5}. A malformed one takes in nothing. */
record AcceptRange(String type, String subtype, double quality) {
    private static final AcceptRange NOTHING = new AcceptRange("", "", 0);

    static AcceptRange of(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(";", -1);
        String[] names = parts[0].strip().split("/", -1);
        if (names.length != 2) {
            return NOTHING;
        }
        try {
            double quality = Stream.of(parts)
                    .skip(1)
                    .map(String::strip)
                    .filter(parameter -> parameter.startsWith("q="))
                    .map(parameter -> Double.valueOf(parameter.substring(2)))
                    .findFirst()
                    .orElse(1.0);
            return new AcceptRange(names[0], names[1], quality);
        } catch (NumberFormatException malformed) {
            return NOTHING;
        }
    }

    boolean takesIn(String otherType, String otherSubtype) {
        return (type.equals("*") && subtype.equals("*"))
                || (type.equals(otherType) && (subtype.equals("*") || subtype.equals(otherSubtype)));
    }

    int specificity() {
        return (type.equals("*") ? 0 : 1) + (subtype.equals("*") ? 0 : 1);
    }
}
