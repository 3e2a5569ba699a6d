package io.tenderbook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
    private static final SecretBox BOX = SecretBox.of("A".repeat(43) + "=");
    private static final SecretBox OTHER = SecretBox.of("B".repeat(43) + "=");

    @Test
    void opensWhatItSealed() {
        assertEquals("sk_test_1", BOX.open(BOX.seal("sk_test_1", "acme/stripe"), "acme/stripe"));
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        assertFalse(Arrays.equals(BOX.seal("sk_test_1", "c"), BOX.seal("sk_test_1", "c")));
    }

    @Test
    void doesNotOpenInAnotherContextOrWithAnotherKey() {
        byte[] sealed = BOX.seal("sk_test_1", "acme/stripe");
        assertThrows(SecretBox.WrongKeyException.class, () -> BOX.open(sealed, "acme/stripe-b"));
        assertThrows(SecretBox.WrongKeyException.class, () -> OTHER.open(sealed, "acme/stripe"));
    }

    @Test
    void doesNotOpenWhatWasChanged() {
        byte[] sealed = BOX.seal("sk_test_1", "c");
        sealed[sealed.length - 1] ^= 1;
        assertThrows(SecretBox.WrongKeyException.class, () -> BOX.open(sealed, "c"));
    }

    @Test
    void neverHoldsTheSecretInTheClear() {
        String sealed = new String(BOX.seal("sk_test_secret", "c"), StandardCharsets.ISO_8859_1);
        assertFalse(sealed.contains("secret"));
    }

    @Test
    void whileTheKeyIsChangedTheFirstSealsAndAllOpen() {
        var changing = SecretBox.of("B".repeat(43) + "=\n" + "A".repeat(43) + "=\n");
        byte[] old = BOX.seal("sk_test_1", "c");
        assertEquals("sk_test_1", changing.open(old, "c"));
        assertFalse(changing.isSealedByTheFirst(old, "c"));
        byte[] anew = changing.seal("sk_test_1", "c");
        assertTrue(changing.isSealedByTheFirst(anew, "c"));
        assertEquals("sk_test_1", OTHER.open(anew, "c"));
        assertThrows(SecretBox.WrongKeyException.class, () -> BOX.open(anew, "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "AAAA", "not base64 at all!!", "====", "A"})
    void refusesAKeyThatIsNot32BytesAndSaysHowToMakeOne(String key) {
        String message = assertThrows(IllegalArgumentException.class, () -> SecretBox.of(key))
                .getMessage();
        assertEquals(
                "TENDERBOOK_ENCRYPTION_KEY must be 32 random bytes in Base64; make one with: openssl rand -base64 32",
                message);
    }
}
