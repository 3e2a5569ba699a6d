package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
    private static final int JAVA_8 = 52;

    @ParameterizedTest
    @ValueSource(strings = {"1.8", "11", "17", "20"})
    void anOlderJavaIsRefused(String version) {
        assertTrue(Launcher.isTooOld(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"21", "25", "30"})
    void anyOtherIsNot(String version) {
        assertFalse(Launcher.isTooOld(version));
    }

    @Test
    void anOlderJavaCanReadItToBeTold() throws IOException {
        try (var file = Launcher.class.getResourceAsStream("Launcher.class")) {
            assertNotNull(file);
            var data = new DataInputStream(file);
            assertEquals(0xCAFEBABE, data.readInt());
            data.readUnsignedShort();
            assertEquals(JAVA_8, data.readUnsignedShort());
        }
    }
}
