package io.tenderbook.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tenderbook.TestServer;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationsTest {
    private static TestServer server;
    private static Organisations organisations;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        organisations = server.bean(Organisations.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void findsAnOrganisationByIdAndBySlugAsItWasMade() {
        var made = organisations.create("globex-2", "Globex");
        assertEquals(Optional.of(made), organisations.find("globex-2"));
        assertEquals(Optional.of(made), organisations.find(made.id().toString()));
        assertEquals(Optional.empty(), organisations.find("Globex-2"));
    }

    @Test
    void theFirstIsTheOldest() {
        organisations.create("aaa", "Sorts before the others by name");
        assertFalse(organisations.isEmpty());
        assertEquals(Optional.of(server.organisation()), organisations.first());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "a b", "-a", "a-", "ä", "a_b", "a\n"})
    void refusesASlugThatIsNoSlug(String slug) {
        assertThrows(IllegalArgumentException.class, () -> organisations.create(slug, "Any"));
    }

    @Test
    void refusesASlugThatIsTaken() {
        organisations.create("taken", "First");
        var refusal = assertThrows(IllegalArgumentException.class, () -> organisations.create("taken", "Second"));
        assertEquals("The slug taken is taken by another organisation.", refusal.getMessage());
    }

    @Test
    void refusesABlankName() {
        assertThrows(IllegalArgumentException.class, () -> organisations.create("blank", " "));
    }
}
