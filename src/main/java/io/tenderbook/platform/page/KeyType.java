package io.tenderbook.platform.page;

import java.time.Instant;

/** What rows can be ordered by. */
public enum KeyType {
    TIME {
        @Override
        Object read(String text) {
            Instant time = Instant.parse(text);
            if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
                throw new IllegalArgumentException("no time of ours");
            }
            return time;
        }
    },
    TEXT {
        @Override
        Object read(String text) {
            return text;
        }
    },
    NUMBER {
        @Override
        Object read(String text) {
            return Long.valueOf(text);
        }
    };

    /** The last moment that the database can hold. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** Reads what {@code toString} of the key wrote; fails for anything else. */
    abstract Object read(String text);
}
