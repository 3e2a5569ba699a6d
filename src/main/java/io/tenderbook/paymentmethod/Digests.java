package io.tenderbook.paymentmethod;

import io.tenderbook.platform.PowersOfTwo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;

/** Digests of a provider's ids, as the tables index them: the ids themselves are too long for an index. */
final class Digests {
    private Digests() {}

    /** The same as {@code UNHEX(SHA2(id, 256))}. */
    static byte[] of(String externalId) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(externalId.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java lacks SHA-256", impossible);
        }
    }

    /** For a list that may name one twice. */
    static List<byte[]> padded(Collection<String> externalIds) {
        return PowersOfTwo.padded(externalIds).stream().map(Digests::of).toList();
    }
}
