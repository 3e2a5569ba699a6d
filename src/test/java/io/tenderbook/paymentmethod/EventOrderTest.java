package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventOrderTest {
    private static final Instant OBSERVED = Instant.ofEpochSecond(1_000);

    @ParameterizedTest
    @CsvSource({"998, STALE", "999, UNDECIDED", "1000, UNDECIDED", "1001, UNDECIDED", "1002, NEWER"})
    void onlyMoreThanASecondDecides(long created, EventOrder order) {
        assertEquals(order, EventOrder.of(OBSERVED, Instant.ofEpochSecond(created)));
    }

    @Test
    void theFirstWordIsNewer() {
        assertEquals(EventOrder.NEWER, EventOrder.of(null, OBSERVED));
    }
}
