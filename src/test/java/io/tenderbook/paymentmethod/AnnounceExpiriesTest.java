package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tenderbook.TestServer;
import io.tenderbook.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The daily pass over cards, at moments of the test's choice. */
class AnnounceExpiriesTest {
    private static final Instant END = Instant.parse("2031-05-01T00:00:00Z");

    private static Scene scene;

    @BeforeAll
    static void open() {
        scene = Scene.open();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void eachTransitionIsToldOnce() throws InterruptedException {
        String card = card();
        pass(END.minus(Duration.ofDays(31)));
        assertEquals(List.of(), told(card));
        for (Instant day : List.of(days(-30), days(-30), days(-29), days(-1))) {
            pass(day);
            assertEquals(List.of("EXPIRING"), told(card));
        }
        for (Instant day : List.of(END, END, days(1), days(400))) {
            pass(day);
            assertEquals(List.of("EXPIRING", "EXPIRED"), told(card));
        }
    }

    @Test
    void tellsFromWhatToWhatAndThatTheClockDidIt() throws InterruptedException {
        String card = card();
        pass(days(-10));
        pass(days(10));
        var changes = scene.query("PaymentMethodChanges", "id", card).at("/changes/nodes");
        assertEquals(3, changes.size(), changes.toString());
        assertEquals("{\"status\":\"ACTIVE\"}", changes.at("/1/before").toString());
        assertEquals("{\"status\":\"EXPIRING\"}", changes.at("/1/after").toString());
        assertEquals("{\"status\":\"EXPIRING\"}", changes.at("/2/before").toString());
        assertEquals("{\"status\":\"EXPIRED\"}", changes.at("/2/after").toString());
        assertEquals("CLOCK", changes.at("/2/cause").textValue());
        assertEquals(days(10).toString(), changes.at("/2/at").textValue());
        assertFalse(changes.at("/2/customer/id").isMissingNode());
    }

    @Test
    void daysWithoutAPassAreMadeUpFor() throws InterruptedException {
        String card = card();
        pass(days(100));
        assertEquals(List.of("EXPIRED"), told(card));
    }

    @Test
    void aRenewedCardIsToldAnewAtItsNewEnd() throws InterruptedException {
        String card = card();
        pass(days(-10));
        set(card, "expires_at", days(365));
        pass(days(-9));
        pass(days(300));
        assertEquals(List.of("EXPIRING"), told(card));
        pass(days(340));
        pass(days(366));
        pass(days(367));
        assertEquals(List.of("EXPIRING", "EXPIRING", "EXPIRED"), told(card));
    }

    @Test
    void whatNobodyCanUseIsLeftOutUntilSomebodyCan() throws InterruptedException {
        String detached = card();
        set(detached, "detached_at", days(-100));
        String deleted = card();
        set(deleted, "customer_deleted_at", days(-100));
        String off = card();
        set(off, "enabled", false);
        String mandateless = card();
        set(mandateless, "mandate_inactive", true);
        pass(days(-10));
        pass(days(10));
        for (String card : List.of(detached, deleted, off, mandateless)) {
            assertEquals(List.of(), told(card));
        }
        set(off, "enabled", true);
        pass(days(11));
        assertEquals(List.of("EXPIRED"), told(off));
    }

    @Test
    void twoPassesAtOnceTellEachTransitionOnce() throws Exception {
        List<String> cards = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            cards.add(card());
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<@Nullable Void> pass = () -> {
                pass(days(-5));
                return null;
            };
            for (var done : threads.invokeAll(List.of(pass, pass, pass, pass))) {
                done.get();
            }
        }
        cards.forEach(card -> assertEquals(List.of("EXPIRING"), told(card)));
    }

    private static void pass(Instant at) throws InterruptedException {
        TestServer server = scene.server();
        var clock = Clock.fixed(at, ZoneOffset.UTC);
        var jdbi = server.bean(Jdbi.class);
        new AnnounceExpiries(
                        server.bean(ExpiryAnnouncements.class),
                        new Lifecycle(clock, 30),
                        new Changes(jdbi, server.bean(Transactions.class), clock, List.of()),
                        server.bean(Transactions.class))
                .run();
    }

    private static Instant days(int afterItsEnd) {
        return END.plus(Duration.ofDays(afterItsEnd));
    }

    /** Our id of a card of a customer's that ends then. */
    private static String card() {
        String id = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        set(id, "expires_at", END);
        return id;
    }

    private static void set(String id, String column, Object value) {
        scene.server()
                .bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "UPDATE payment_method SET " + column + " = ? WHERE id = ?", value, UUID.fromString(id)));
    }

    private static List<String> told(String card) {
        return scene.changes(card).stream()
                .filter(kind -> kind.startsWith("EXPIR"))
                .toList();
    }
}
