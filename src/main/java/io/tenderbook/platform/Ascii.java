package io.tenderbook.platform;

import java.nio.charset.StandardCharsets;

/**
 * Identifiers stand in columns of ASCII, where MariaDB refuses to look for any other text: whoever looks for what a caller
 * wrote asks here first.
 */
public final class Ascii {
    private Ascii() {}

    /** Whether an identifier can be so; if not, there is none. */
    public static boolean is(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
