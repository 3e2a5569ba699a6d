package io.tenderbook.sync;

/**
 * What came of asking a provider for events.
 *
 * @param seen how many events it showed
 * @param recovered how many of them had never come
 */
public record RecoveredEvents(int seen, int recovered) {
    static final RecoveredEvents NONE = new RecoveredEvents(0, 0);

    RecoveredEvents plus(RecoveredEvents other) {
        return new RecoveredEvents(seen + other.seen, recovered + other.recovered);
    }
}
