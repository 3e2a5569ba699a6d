package io.tenderbook.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists in few sizes, so that the statements that are made of them are few, and stay prepared. */
public final class PowersOfTwo {
    private PowersOfTwo() {}

    /** These and the last of them again, as often as it takes to the next power of two; for what may be named twice. */
    public static <T> List<T> padded(Collection<T> items) {
        List<T> padded = new ArrayList<>(items);
        if (!padded.isEmpty()) {
            int size = Integer.highestOneBit(padded.size() * 2 - 1);
            while (padded.size() < size) {
                padded.add(padded.getLast());
            }
        }
        return padded;
    }

    /** As many as this are a piece of any size. */
    private static final int FEW = 8;

    /** These in their order, in pieces of which each is few or a power of two in size. */
    public static <T> List<List<T>> pieces(List<T> items, int most) {
        List<List<T>> pieces = new ArrayList<>();
        int from = 0;
        while (from < items.size()) {
            int left = Math.min(most, items.size() - from);
            int size = left <= FEW ? left : Integer.highestOneBit(left);
            pieces.add(items.subList(from, from + size));
            from += size;
        }
        return pieces;
    }
}
