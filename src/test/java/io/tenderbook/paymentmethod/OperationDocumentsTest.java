package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tenderbook.organisation.Role;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation document does what it shows. */
class OperationDocumentsTest {
    private static Scene scene;

    @BeforeAll
    static void open() {
        scene = Scene.open();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    static List<String> names() {
        return Documents.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void succeeds(String name) {
        var answer = scene.server().graphql(Role.ADMIN, Scene.document(name), new Documents(scene).variables(name));
        assertFalse(answer.has("errors"), answer.toString());
        answer.path("data")
                .forEach(payload -> assertEquals(0, payload.path("userErrors").size(), answer.toString()));
        assertEquals(1, Objects.requireNonNull(answer.get("data")).size());
    }
}
