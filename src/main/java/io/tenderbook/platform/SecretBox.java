package io.tenderbook.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Seals secrets before they are stored (AES-256-GCM), by a key derived (HKDF, RFC 5869) from the installation's encryption
 * key. While that is being changed there are several: the first seals, all of them open. Thread-safe.
 */
public final class SecretBox {
    private static final int KEY_BYTES = 32;
    private static final int MOST_KEYS = 5;

    /** In the order of the keys. */
    private final List<Aead> ring;

    private SecretBox(List<Aead> ring) {
        this.ring = ring;
    }

    /**
     * @param encryptionKeys one to five of them, each 32 random bytes in Base64, with spaces, commas or lines between
     * @throws IllegalArgumentException if it is anything else; the message says how to make one and does not repeat it
     */
    public static SecretBox of(String encryptionKeys) {
        List<byte[]> keys = Pattern.compile("[\\s,]+")
                .splitAsStream(encryptionKeys.strip())
                .map(SecretBox::decode)
                .toList();
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("TENDERBOOK_ENCRYPTION_KEY holds more than " + MOST_KEYS + " keys");
        }
        return new SecretBox(keys.stream().map(SecretBox::aead).toList());
    }

    private static Aead aead(byte[] key) {
        try {
            byte[] derived =
                    Hkdf.computeHkdf("HMACSHA256", key, new byte[0], bytes("tenderbook connector secrets"), KEY_BYTES);
            return new AesGcmJce(derived);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java lacks AES-GCM or HMAC-SHA-256", impossible);
        }
    }

    /**
     * Encrypts a secret for storage.
     *
     * @param context what the secret belongs to; the same words are needed to open it, so it cannot be moved elsewhere
     */
    public byte[] seal(String secret, String context) {
        try {
            return ring.getFirst().encrypt(bytes(secret), bytes(context));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("sealing a secret failed", impossible);
        }
    }

    /**
     * Decrypts what {@link #seal} made.
     *
     * @throws WrongKeyException if it was sealed under another key or in another context, or was changed since
     */
    public String open(byte[] sealed, String context) {
        return ring.stream()
                .flatMap(key -> opened(key, sealed, context).stream())
                .findFirst()
                .orElseThrow(WrongKeyException::new);
    }

    /** Whether there are keys that secrets have yet to be sealed anew for. */
    public boolean isBeingRotated() {
        return ring.size() > 1;
    }

    /** Whether the first key opens it, so that it needs none of the others. */
    public boolean isSealedByTheFirst(byte[] sealed, String context) {
        return opened(ring.getFirst(), sealed, context).isPresent();
    }

    private static Optional<String> opened(Aead key, byte[] sealed, String context) {
        try {
            return Optional.of(new String(key.decrypt(sealed, bytes(context)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException wrong) {
            return Optional.empty();
        }
    }

    /** A stored secret does not open with the encryption key that the program was started with. */
    public static final class WrongKeyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongKeyException() {
            super("A stored secret does not open: start with the TENDERBOOK_ENCRYPTION_KEY it was stored under.");
        }
    }

    private static byte[] decode(String encryptionKey) {
        try {
            byte[] key = Base64.getDecoder().decode(encryptionKey);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // answered below, like a key of the wrong length
        }
        throw new IllegalArgumentException("TENDERBOOK_ENCRYPTION_KEY must be 32 random bytes in Base64;"
                + " make one with: openssl rand -base64 32");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
