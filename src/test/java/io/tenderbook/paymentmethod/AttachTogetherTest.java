package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.graphql.fetcher.StatementCounter;
import io.tenderbook.paymentmethod.AttachAnswers.Answered;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.IntentKind;
import io.tenderbook.paymentmethod.intent.IntentPlan;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.stripe.PaymentMethodJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of attachments that are begun, or answered, at the same time. */
class AttachTogetherTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int LATER = 7;

    /** For each other, or with a timeout for the database. */
    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private static TestServer server;
    private static Connector connector;
    private static String customer = "";

    /** A customer of whom the provider has spoken. */
    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(StatementCounter.PROPERTY, true));
        connector = server.connect("stripe", "sk_test_nobody");
        customer = unique("cus_");
        var stripe = new StripeDeliveries(server, connector);
        assertEquals(
                "APPLIED",
                stripe.apply(StripeDeliveries.event(
                        "customer.created",
                        NOON,
                        Json.parse("{\"id\": \"%s\", \"object\": \"customer\", \"livemode\": false}"
                                .formatted(customer)))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void manyAnswersTakeAsManyStatementsAsFewAndOneCommit() {
        var few = recorded(answered(8, customer));
        var many = recorded(answered(32, customer));
        assertEquals(few, many);
        assertEquals(1, many.stream().filter("COMMIT"::equals).count());
        assertTrue(many.size() <= 9, String.join("\n", many));
    }

    private static List<String> recorded(List<Answered> answers) {
        var statements = everythingDuring(() -> assertEquals(List.of(true), distinct(recordedOf(answers))));
        answers.forEach(AttachTogetherTest::assertDone);
        return statements;
    }

    @Test
    void whatIsAnsweredWhileOthersAreRecordedIsRecordedTogether() throws Exception {
        var answers = answered(1 + LATER, customer);
        var locked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var asking = Collections.synchronizedList(new ArrayList<Thread>());
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var holder = threads.submit(() -> server.bean(Transactions.class).run(() -> {
                server.bean(ProviderObjects.class).lock(connector.id(), Kind.CUSTOMER, customer);
                locked.countDown();
                return awaited(release);
            }));
            locked.await();
            List<Future<Boolean>> recorded = new ArrayList<>();
            for (Answered answer : answers) {
                recorded.add(threads.submit(() -> {
                    asking.add(Thread.currentThread());
                    return answers().record(answer).isPresent();
                }));
                Awaitility.await("all of them wait")
                        .until(() -> asking.size() == recorded.size()
                                && asking.stream().allMatch(thread -> WAITING.contains(thread.getState())));
            }
            var statements = everythingDuring(() -> {
                release.countDown();
                recorded.forEach(AttachTogetherTest::assertRecorded);
                assertRecorded(holder);
            });
            assertEquals(
                    List.of("of the holder", "of the first", "of all the others")
                            .size(),
                    statements.stream().filter("COMMIT"::equals).count());
        } finally {
            release.countDown();
            threads.close();
        }
        answers.forEach(AttachTogetherTest::assertDone);
    }

    @Test
    void whatIsGivenBackIsWhatWasRecorded() {
        for (var answer : answered(2, customer)) {
            var given = answers().record(answer).orElseThrow();
            var read = server.bean(PaymentMethodQueries.class)
                    .byStripeId(connector.id(), answer.answer().value().id())
                    .orElseThrow();
            assertEquals(Changes.state(read), Changes.state(given));
            assertEquals(
                    List.of(read.id(), read.createdAt(), read.updatedAt(), read.source(), read.isDefault()),
                    List.of(given.id(), given.createdAt(), given.updatedAt(), given.source(), given.isDefault()));
        }
    }

    @Test
    void aPaymentMethodOfWhichSomebodyWroteMeanwhileIsDecidedAlone() {
        var answer = answered(unique("pm_"), customer);
        var other = answered(unique("pm_"), customer);
        // As the event of a mandate does that comes before its payment method is known.
        server.bean(ProviderObjects.class)
                .lock(
                        connector.id(),
                        Kind.PAYMENT_METHOD,
                        answer.answer().value().id());
        assertThrows(JdbiException.class, () -> answers().recordAll(List.of(other, answer)));
        assertNothingOf(other);
        assertEquals(Optional.empty(), answers().record(answer));
        assertNothingOf(answer);
        assertTrue(answers().record(other).isPresent());
        assertDone(other);
    }

    @Test
    void anAnswerThatWasOvertakenIsLeftToARead() {
        var answers = answered(3, customer);
        var overtaken = answers.get(1);
        var late = new Answered(connector, overtaken.intent(), overtaken.answer(), 7, false);
        assertEquals(List.of(true, false, true), recordedOf(List.of(answers.getFirst(), late, answers.getLast())));
        assertDone(answers.getFirst());
        assertDone(answers.getLast());
        assertNothingOf(overtaken);
    }

    @Test
    void anAnswerOfACustomerOfWhomTheProviderHasNotSpokenIsDecidedAlone() {
        var answer = answered(unique("pm_"), unique("cus_"));
        assertEquals(List.of(false), recordedOf(List.of(answer)));
        assertNothingOf(answer);
    }

    @Test
    void anAnswerThatCannotBeWrittenLeavesNothingBehind() {
        var good = answered(unique("pm_"), customer);
        var bad = answered("pm_" + "x".repeat(6000), customer);
        assertThrows(JdbiException.class, () -> answers().recordAll(List.of(good, bad)));
        assertNothingOf(good);
        assertNothingOf(bad);
        assertEquals(Optional.empty(), answers().record(bad));
        assertTrue(answers().record(good).isPresent());
        assertNothingOf(bad);
        assertDone(good);
    }

    private static List<Answered> answered(int count, String owner) {
        return IntStream.range(0, count)
                .mapToObj(each -> answered(unique("pm_"), owner))
                .toList();
    }

    private static Answered answered(String id, String owner) {
        var card = card(id, owner);
        Intent intent = server.bean(Intents.class).begin(plan(owner, unique("pm_asked")));
        return new Answered(
                connector, intent, new ProviderAnswer<>(PaymentMethodJson.read(card), card, NOON, false), 0, false);
    }

    private static IntentPlan plan(String owner, String paymentMethodId) {
        return new IntentPlan(Ids.next(), IntentKind.ATTACH, connector, null, owner, paymentMethodId, Map.of(), "test");
    }

    private static ObjectNode card(String id, String owner) {
        var card = (ObjectNode) Json.parse("""
                {"object": "payment_method", "type": "card", "livemode": false,
                 "card": {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2040}}""");
        return card.put("id", id).put("customer", owner);
    }

    private static void assertDone(Answered answered) {
        String id = answered.answer().value().id();
        assertEquals("DONE", status(answered));
        assertEquals("ATTACH", text("SELECT source FROM payment_method WHERE stripe_id = ?", id));
        assertEquals(
                "1",
                text(
                        "SELECT COUNT(*) FROM payment_method_change c JOIN payment_method p ON p.id = c.payment_method_id"
                                + " WHERE p.stripe_id = ? AND c.kind = 'ATTACHED'",
                        id));
    }

    private static void assertNothingOf(Answered answered) {
        assertEquals("OPEN", status(answered));
        assertEquals(
                "0",
                text(
                        "SELECT COUNT(*) FROM payment_method WHERE stripe_id = ?",
                        answered.answer().value().id()));
    }

    private static String status(Answered answered) {
        return text("SELECT status FROM intent WHERE id = ?", answered.intent().id());
    }

    /** Of each whether it was recorded. */
    private static List<Boolean> recordedOf(List<Answered> answers) {
        return answers().recordAll(answers).stream().map(Optional::isPresent).toList();
    }

    private static List<String> everythingDuring(Runnable work) {
        return server.bean(StatementCounter.class).everythingDuring(work).stream()
                .filter(statement -> !statement.contains("webhook_event") && !statement.contains("scheduled_tasks"))
                .map(statement -> statement.replaceAll("[(), ?]+", " "))
                .toList();
    }

    private static <T> List<T> distinct(List<T> items) {
        return items.stream().distinct().toList();
    }

    private static AttachAnswers answers() {
        return server.bean(AttachAnswers.class);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void assertRecorded(Future<Boolean> recorded) {
        try {
            assertTrue(recorded.get());
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static String text(String sql, Object... arguments) {
        return server.bean(Jdbi.class)
                .withHandle(handle ->
                        handle.select(sql, arguments).mapTo(String.class).one());
    }

    private static String unique(String prefix) {
        return prefix + Ids.next().toString().replace("-", "");
    }
}
