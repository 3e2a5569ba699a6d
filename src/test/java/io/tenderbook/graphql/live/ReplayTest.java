package io.tenderbook.graphql.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.TestServer;
import io.tenderbook.paymentmethod.Happenings;
import io.tenderbook.platform.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever comes back with the cursor of the last change seen misses none and gets none twice, on whichever instance. */
class ReplayTest {
    private static TestServer server;
    private static Happenings ours;
    private static Happenings theirs;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        ours = Happenings.in(server);
        theirs = Happenings.inAnother(server, "globex");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatWasMissedIsToldBeforeWhatHappens() {
        ours.happen("seen", "missed 1", "missed 2");
        try (var events = Listening.to(ours, Map.of("after", ours.cursor("seen")))) {
            ours.happen("live");
            assertEquals(List.of("missed 1", "missed 2", "live"), events.next(3, "reason"));
        }
    }

    @Test
    void moreThanAnyBufferHoldsIsToldInOrderWithoutGapOrRepetition() {
        ours.happen("the beginning");
        List<String> missed = numbers("old", 1_300);
        ours.happen(missed.toArray(String[]::new));
        List<String> live = numbers("new", 1_300);
        try (var events = Listening.to(ours, Map.of("after", ours.cursor("the beginning")))) {
            List<String> told = new ArrayList<>(events.next(700, "reason"));
            for (String reason : live) {
                ours.happen(reason);
            }
            told.addAll(events.next(1_900, "reason"));
            assertEquals(Stream.concat(missed.stream(), live.stream()).toList(), told);
        }
    }

    @Test
    void whoDoesNotSayWhereBeginsNow() {
        ours.happen("before");
        try (var first = Listening.to(ours)) {
            ours.happen("between");
            try (var second = Listening.to(ours)) {
                ours.happen("after both");
                assertEquals(List.of("between", "after both"), first.next(2, "reason"));
                assertEquals(List.of("after both"), second.next(1, "reason"));
            }
        }
    }

    @Test
    void aChangeThatCommitsLateIsMissedByNobody() throws Exception {
        var appended = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (var events = Listening.to(ours)) {
            var slow = CompletableFuture.runAsync(
                    () -> server.bean(Transactions.class).run(() -> {
                        ours.append("appended first");
                        appended.countDown();
                        return wait(commit);
                    }));
            appended.await();
            var quick = CompletableFuture.runAsync(() -> ours.happen("appended second"));
            // The second waits for the first. If it did not, it would be told now, and the first would never be.
            quick.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
            commit.countDown();
            CompletableFuture.allOf(slow, quick).join();
            assertEquals(List.of("appended first", "appended second"), events.next(2, "reason"));
        }
    }

    @Test
    void changesThatCommitInTheReverseOrderOfTheirBeginningsAreBothTold() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var events = Listening.to(ours)) {
            var first = CompletableFuture.runAsync(
                    () -> server.bean(Transactions.class).run(() -> {
                        begun.countDown();
                        wait(goOn);
                        ours.append("begun first, committed last");
                        return null;
                    }));
            begun.await();
            ours.happen("begun last, committed first");
            var told = events.nextField();
            assertEquals("begun last, committed first", told.path("reason").textValue());
            try (var comingBack =
                    Listening.to(ours, Map.of("after", told.path("cursor").textValue()))) {
                goOn.countDown();
                first.join();
                assertEquals(List.of("begun first, committed last"), events.next(1, "reason"));
                assertEquals(List.of("begun first, committed last"), comingBack.next(1, "reason"));
            }
        }
    }

    @Test
    void everyInstanceTellsEveryChange() {
        try (var other = server.another(Map.of());
                var here = Listening.to(ours);
                var there = Listening.at(other.getURI(), ours, Map.of())) {
            ours.happen("one", "two");
            assertEquals(List.of("one", "two"), here.next(2, "reason"));
            assertEquals(List.of("one", "two"), there.next(2, "reason"));
            try (var comingBackElsewhere = Listening.at(other.getURI(), ours, Map.of("after", ours.cursor("one")))) {
                assertEquals(List.of("two"), comingBackElsewhere.next(1, "reason"));
            }
        }
    }

    @Test
    void theCursorOfAnotherOrganisationIsNoCursor() {
        theirs.happen("theirs");
        var refusal = Listening.refusal(ours, Map.of("after", "no cursor"));
        assertEquals("BAD_REQUEST", refusal.at("/extensions/code").textValue(), refusal.toString());
        var foreign = Listening.refusal(ours, Map.of("after", theirs.cursor("theirs")));
        assertEquals(refusal.path("message"), foreign.path("message"));
        assertEquals("BAD_REQUEST", foreign.at("/extensions/code").textValue());
    }

    @Test
    void theCustomerOfAnotherOrganisationIsNoCustomer() {
        var nobody =
                Listening.refusal(ours, Map.of("customerId", UUID.randomUUID().toString()));
        assertEquals("BAD_REQUEST", nobody.at("/extensions/code").textValue(), nobody.toString());
        for (String id : List.of(theirs.customerId(), "nothing")) {
            var refusal = Listening.refusal(ours, Map.of("customerId", id));
            assertEquals(nobody.path("message"), refusal.path("message"));
            assertEquals(nobody.at("/extensions/code"), refusal.at("/extensions/code"));
        }
    }

    @Test
    void nobodyHearsOfAnotherOrganisation() {
        try (var events = Listening.to(ours);
                var theirEvents = Listening.to(theirs)) {
            theirs.happen("theirs");
            ours.happen("ours");
            assertEquals(List.of("ours"), events.next(1, "reason"));
            assertEquals(List.of("theirs"), theirEvents.next(1, "reason"));
        }
    }

    @Test
    void oneCustomerCanBeFollowedInWhatWasAndInWhatComes() {
        var one = Happenings.in(server);
        var another = Happenings.in(server);
        one.happen("where one begins");
        another.happen("another's");
        one.happen("ours");
        Map<String, String> place = Map.of("after", one.cursor("where one begins"), "customerId", one.customerId());
        try (var events = Listening.to(one, place)) {
            another.happen("another's again");
            one.happen("ours again");
            assertEquals(List.of("ours", "ours again"), events.next(2, "reason"));
        }
    }

    @Test
    void aPaymentMethodThatLeavesACustomerIsToldToWhoeverFollowsThatCustomer() {
        var former = Happenings.in(server);
        former.happen("the place");
        Map<String, String> place = Map.of("after", former.cursor("the place"), "customerId", former.customerId());
        try (var events = Listening.to(former, place)) {
            server.bean(Transactions.class).run(() -> {
                ours.move(former.customerId(), "moved");
                return ours;
            });
            former.happen("later");
            assertEquals(List.of("moved", "later"), events.next(2, "reason"));
        }
        try (var events = Listening.to(former, place)) {
            assertEquals(List.of("moved", "later"), events.next(2, "reason"));
        }
    }

    private static Object wait(CountDownLatch latch) {
        try {
            latch.await();
            return latch;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<String> numbers(String word, int count) {
        return IntStream.range(0, count).mapToObj(i -> word + " " + i).toList();
    }
}
