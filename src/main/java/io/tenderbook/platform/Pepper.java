package io.tenderbook.platform;

import com.google.crypto.tink.subtle.PrfHmacJce;
import io.micronaut.context.annotation.Context;
import io.tenderbook.platform.SecretBox.WrongKeyException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes hashes of keys that are of no use without the installation's pepper: 32 random bytes, made once and kept sealed,
 * so that changing the encryption key changes no hash. Thread-safe.
 *
 * <p>It is opened when the program starts, which shows whether the encryption key is the right one.
 */
@Context
public final class Pepper implements Sealed {
    private static final String NAME = "pepper";
    private static final String CONTEXT = "installation/" + NAME;
    private static final int BYTES = 32;

    private final Jdbi jdbi;
    private final SecretBox box;
    private final PrfHmacJce hmac;

    Pepper(Jdbi jdbi, SecretBox box) {
        this.jdbi = jdbi;
        this.box = box;
        hmac = hmac(secret());
    }

    /** A keyed hash of 32 bytes: equal for equal text. */
    public byte[] hash(String text) {
        try {
            return hmac.compute(text.getBytes(StandardCharsets.UTF_8), BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("hashing failed", impossible);
        }
    }

    /** Lets one instance at a time go on from here, until its open transaction ends. */
    public void waitForOtherInstances() {
        jdbi.useHandle(handle -> handle.select("SELECT name FROM installation_secret WHERE name = ? FOR UPDATE", NAME)
                .mapTo(String.class)
                .one());
    }

    @Override
    public int sealAnew() {
        byte[] sealed = stored();
        return box.isSealedByTheFirst(sealed, CONTEXT)
                ? 0
                : jdbi.withHandle(handle -> handle.execute(
                        "UPDATE installation_secret SET sealed = ? WHERE name = ? AND sealed = ?",
                        box.seal(box.open(sealed, CONTEXT), CONTEXT),
                        NAME,
                        sealed));
    }

    private String secret() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        byte[] sealed = box.seal(Base64.getEncoder().encodeToString(random), CONTEXT);
        // Of several instances that start for the first time, one is first.
        jdbi.useHandle(handle ->
                handle.execute("INSERT IGNORE INTO installation_secret (name, sealed) VALUES (?, ?)", NAME, sealed));
        try {
            return box.open(stored(), CONTEXT);
        } catch (WrongKeyException wrong) {
            throw new StartRefused(
                    "The secrets in this database are sealed under another key than TENDERBOOK_ENCRYPTION_KEY: start with"
                            + " that one; to change it, give both, the new one first.",
                    wrong);
        }
    }

    private byte[] stored() {
        return jdbi.withHandle(handle -> handle.select("SELECT sealed FROM installation_secret WHERE name = ?", NAME)
                .mapTo(byte[].class)
                .one());
    }

    private static PrfHmacJce hmac(String secret) {
        try {
            return new PrfHmacJce(
                    "HMACSHA256", new SecretKeySpec(Base64.getDecoder().decode(secret), "HMAC"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java lacks HMAC-SHA-256", impossible);
        }
    }
}
