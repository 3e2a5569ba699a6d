package io.tenderbook.platform.page;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a caller wants, and what to say about the rest. Equal ones ask for the same.
 *
 * @param backwards from the end of the list
 * @param after only rows behind this place; null for no limit
 * @param before only rows before this place; null for no limit
 */
public record PageRequest(
        int size,
        boolean backwards,
        @Nullable Cursor after,
        @Nullable Cursor before,
        Extras extras) {
    static final int MOST = 100;
    private static final int USUAL = 20;

    /** What takes a statement of its own to tell, and is told only if asked for. */
    public record Extras(boolean hasPrevious, boolean hasNext, boolean total) {}

    /**
     * Reads the arguments that every list of the GraphQL Cursor Connections specification has.
     *
     * @throws BadPageException if they contradict each other, or a cursor is not one of this order
     */
    public static PageRequest of(
            @Nullable Integer first,
            @Nullable String after,
            @Nullable Integer last,
            @Nullable String before,
            Keyset<?> order,
            Extras extras) {
        if (first != null && last != null) {
            throw new BadPageException("Ask for first or for last, not for both.");
        }
        return new PageRequest(
                last == null ? size(first, "first") : size(last, "last"),
                last != null,
                after == null ? null : order.read(after),
                before == null ? null : order.read(before),
                extras);
    }

    private static int size(@Nullable Integer asked, String argument) {
        if (asked == null) {
            return USUAL;
        }
        if (asked < 0 || asked > MOST) {
            throw new BadPageException(argument + " is 0 to " + MOST + ".");
        }
        return asked;
    }
}
