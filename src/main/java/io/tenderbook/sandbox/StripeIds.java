package io.tenderbook.sandbox;

import java.security.SecureRandom;

/** Letters and digits as Stripe's ids have them. */
final class StripeIds {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private StripeIds() {}

    static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return spell(bytes, length);
    }

    /** The same text for the same bytes, of which at least {@code length} are needed. */
    static String spell(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt((bytes[i] & 0xff) % ALPHABET.length()));
        }
        return text.toString();
    }
}
