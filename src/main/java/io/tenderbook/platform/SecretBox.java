package io.tenderbook.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.subtle.PrfHmacJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets before they are stored and peppers the hashes of keys. Both use keys derived (HKDF, RFC 5869) from the
 * installation's one encryption key, so that neither is of use without it. Thread-safe.
 */
public final class SecretBox {
    private static final int KEY_BYTES = 32;

    private final Aead aead;
    private final PrfHmacJce hmac;

    private SecretBox(Aead aead, PrfHmacJce hmac) {
        this.aead = aead;
        this.hmac = hmac;
    }

    /**
     * @param encryptionKey 32 random bytes in Base64
     * @throws IllegalArgumentException if it is anything else; the message says how to make one and does not repeat it
     */
    public static SecretBox of(String encryptionKey) {
        byte[] key = decode(encryptionKey);
        try {
            return new SecretBox(
                    new AesGcmJce(derive(key, "connector secrets")),
                    new PrfHmacJce("HMACSHA256", new SecretKeySpec(derive(key, "key hashes"), "HMAC")));
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
            return aead.encrypt(bytes(secret), bytes(context));
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
        try {
            return new String(aead.decrypt(sealed, bytes(context)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException wrong) {
            throw new WrongKeyException();
        }
    }

    /** A keyed hash of 32 bytes: equal for equal text, of no use to guess the text without the encryption key. */
    public byte[] hash(String text) {
        try {
            return hmac.compute(bytes(text), KEY_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("hashing failed", impossible);
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
            byte[] key = Base64.getDecoder().decode(encryptionKey.strip());
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // answered below, like a key of the wrong length
        }
        throw new IllegalArgumentException("TENDERBOOK_ENCRYPTION_KEY must be 32 random bytes in Base64;"
                + " make one with: openssl rand -base64 32");
    }

    private static byte[] derive(byte[] key, String purpose) throws GeneralSecurityException {
        return Hkdf.computeHkdf("HMACSHA256", key, new byte[0], bytes("tenderbook " + purpose), KEY_BYTES);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
