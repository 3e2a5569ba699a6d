package io.tenderbook.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Optional;
import java.util.UUID;

/** Identifiers of our own rows. */
public final class Ids {
    private static final int TEXT_LENGTH = 36;

    private Ids() {}

    /** A new UUID of version 7 (RFC 9562): grows with time to the millisecond, so that rows of one time lie together. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }

    /** Reads a UUID in its canonical text form; empty for anything else, so that a caller's odd id is simply not found. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
