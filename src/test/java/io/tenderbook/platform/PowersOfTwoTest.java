package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of any size become few kinds of statements. */
class PowersOfTwoTest {
    private static final int MOST = 64;

    @Test
    void piecesHoldAllInOrderAndComeInFewSizes() {
        Set<Integer> sizes = new HashSet<>();
        for (int count = 0; count <= 3 * MOST; count++) {
            var items = IntStream.range(0, count).boxed().toList();
            var pieces = PowersOfTwo.pieces(items, MOST);
            assertEquals(items, pieces.stream().flatMap(List::stream).toList());
            pieces.forEach(piece -> sizes.add(piece.size()));
        }
        assertEquals(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 64), sizes);
    }

    @Test
    void fewAreOnePieceUnlessTheyAreMoreThanAllowed() {
        for (int count = 1; count <= 8; count++) {
            var items = IntStream.range(0, count).boxed().toList();
            assertEquals(List.of(items), PowersOfTwo.pieces(items, MOST));
            assertTrue(PowersOfTwo.pieces(items, 2).stream().allMatch(piece -> piece.size() <= 2));
        }
    }

    @Test
    void whatIsPaddedHoldsItsLastAgain() {
        assertEquals(List.of(), PowersOfTwo.padded(List.of()));
        assertEquals(List.of(1, 2, 3, 3), PowersOfTwo.padded(List.of(1, 2, 3)));
        assertEquals(List.of(1, 2, 3, 4), PowersOfTwo.padded(List.of(1, 2, 3, 4)));
    }
}
