package io.tenderbook.graphql.sensitive;

import io.tenderbook.platform.CardNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what looks like a card number or a card code in a caller's input, wherever it stands. */
public final class SensitiveInput {
    public static final String MESSAGE =
            "This looks like a card number or card code, which must not be sent here; it was"
                    + " neither stored, sent on nor logged. Collect cards with Stripe's own forms: see createSetupIntent.";

    private static final Set<String> CARD_CODES = Set.of("cvc", "cvv", "cvc2", "cvv2");

    private SensitiveInput() {}

    /**
     * Where the first of it is.
     *
     * @param arguments of a field, as the engine coerced them
     * @return names and list positions from the argument down to the value; empty if there is nothing of the kind
     */
    public static Optional<List<String>> find(Map<String, ? extends @Nullable Object> arguments) {
        List<String> path = new ArrayList<>();
        return isIn(arguments, path) ? Optional.of(List.copyOf(path)) : Optional.empty();
    }

    /** Leaves the path where it stood if there is nothing. */
    private static boolean isIn(@Nullable Object value, List<String> path) {
        return switch (value) {
            case null -> false;
            case Map<?, ?> object -> object.entrySet().stream().anyMatch(member -> isInMember(member, path));
            case List<?> list -> isInElement(list, path);
            case String text -> CardNumbers.isIn(text);
            case Number number -> CardNumbers.isIn(number.toString());
            default -> false;
        };
    }

    private static boolean isInMember(Map.Entry<?, ?> member, List<String> path) {
        String name = String.valueOf(member.getKey());
        if (CardNumbers.isIn(name)) {
            return true;
        }
        String parent = path.isEmpty() ? "" : path.getLast();
        path.add(name);
        if ((member.getValue() != null && isSecret(name, parent)) || isIn(member.getValue(), path)) {
            return true;
        }
        path.removeLast();
        return false;
    }

    private static boolean isInElement(List<?> list, List<String> path) {
        for (int index = 0; index < list.size(); index++) {
            path.add(String.valueOf(index));
            if (isIn(list.get(index), path)) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }

    private static boolean isSecret(String name, String parent) {
        String plain = name.toLowerCase(Locale.ROOT);
        return CARD_CODES.contains(plain) || (plain.equals("number") && parent.equalsIgnoreCase("card"));
    }
}
