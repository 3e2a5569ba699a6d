package io.tenderbook.graphql.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.TestServer;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.CustomerFilter;
import io.tenderbook.customer.CustomerLists;
import io.tenderbook.customer.CustomerOrderField;
import io.tenderbook.paymentmethod.Extent;
import io.tenderbook.paymentmethod.PaymentMethod;
import io.tenderbook.paymentmethod.PaymentMethodFilter;
import io.tenderbook.paymentmethod.PaymentMethodLists;
import io.tenderbook.paymentmethod.PaymentMethodOrderField;
import io.tenderbook.platform.page.Keyset;
import io.tenderbook.platform.page.Page;
import io.tenderbook.platform.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages that are asked for at the same time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PagesTogetherTest {
    private static final Keyset<Customer> NEWEST_FIRST = CustomerOrderField.CREATED_AT.order(true);
    private static final PageRequest.Extras NOTHING_ELSE = new PageRequest.Extras(false, false, false);
    private static final Set<Thread.State> AT_REST = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private static TestServer server;
    private static UUID ours;
    private static UUID theirs;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(StatementCounter.PROPERTY, true));
        var data = TestData.of(server);
        var another = data.ofAnother("another");
        ours = server.organisation().id();
        theirs = another.organisationId();
        var connector = data.connector("stripe");
        for (int i = 0; i < 30; i++) {
            var customer = data.customer("ours " + i, "ours" + i + "@example.com");
            data.paymentMethod(connector, customer, Map.of("metadata", "{\"number\": \"" + i + "\"}"));
            another.customer("theirs " + i, null);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void thoseThatDifferInValuesAloneAreReadByOneStatementAndEachIsTheRightOne() throws Exception {
        var places = page(new Asked(ours, null, PageRequest.of(30, null, null, null, NEWEST_FIRST, NOTHING_ELSE)))
                .edges();
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String after = places.get(3 * i).cursor();
            asked.add(new Asked(ours, null, PageRequest.of(5, after, null, null, NEWEST_FIRST, NOTHING_ELSE)));
        }
        // Another organisation finds nothing but its own behind a place in our list.
        String ourFirst = places.getFirst().cursor();
        asked.add(new Asked(theirs, null, PageRequest.of(5, ourFirst, null, null, NEWEST_FIRST, NOTHING_ELSE)));
        var last = PageRequest.of(null, null, 7, null, NEWEST_FIRST, NOTHING_ELSE);
        asked.add(new Asked(ours, null, last));
        asked.add(new Asked(theirs, null, last));
        asked.add(new Asked(ours, "ours1", PageRequest.of(4, null, null, null, NEWEST_FIRST, NOTHING_ELSE)));

        List<Page<Customer>> alone = asked.stream().map(PagesTogetherTest::page).toList();
        List<Page<Customer>> together = new ArrayList<>();
        var statements = server.bean(StatementCounter.class)
                .during(() -> together.addAll(together("customer", asked, PagesTogetherTest::page)));

        assertEquals(alone, together);
        assertEquals(
                Set.of(theirs),
                Set.copyOf(together.get(8).nodes().stream()
                        .map(Customer::organisationId)
                        .toList()));
        // The first alone, while the others wait; then one for each kind of page.
        var reads = statements.stream()
                .filter(statement -> statement.contains("FROM customer c"))
                .toList();
        assertEquals(1 + 3, reads.size(), String.join("\n", reads));
    }

    /** A statement for several has the columns of all its parts: words, JSON, and what is computed. */
    @Test
    void paymentMethodsAreReadWholeToo() {
        var order = PaymentMethodOrderField.CREATED_AT.order(true);
        var noFilter = new PaymentMethodFilter(null, null, null, null, null, null, null, null, false);
        Function<PageRequest, Page<PaymentMethod>> read =
                request -> server.bean(PaymentMethodLists.class).page(ours, noFilter, order, request, Extent.WHOLE);
        List<PageRequest> asked = new ArrayList<>();
        for (var edge : read.apply(PageRequest.of(9, null, null, null, order, NOTHING_ELSE))
                .edges()) {
            asked.add(PageRequest.of(5, edge.cursor(), null, null, order, NOTHING_ELSE));
        }
        var alone = asked.stream().map(read).toList();
        assertEquals(5, alone.getLast().nodes().size());
        List<Page<PaymentMethod>> together = new ArrayList<>();
        var statements = server.bean(StatementCounter.class)
                .during(() -> together.addAll(together("payment_method", asked, read)));
        assertEquals(alone, together);
        assertEquals(
                2,
                statements.stream()
                        .filter(statement -> statement.contains("FROM payment_method p"))
                        .count());
    }

    /** All of them while the database keeps the first waiting. */
    private static <A, T> List<Page<T>> together(String table, List<A> asked, Function<A, Page<T>> read) {
        var jdbi = server.bean(Jdbi.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var handle = jdbi.open()) {
            handle.execute("LOCK TABLES " + table + " WRITE");
            List<Future<Page<T>>> pages = new ArrayList<>();
            try {
                for (A each : asked) {
                    var began = new CompletableFuture<Thread>();
                    pages.add(threads.submit(() -> {
                        began.complete(Thread.currentThread());
                        return read.apply(each);
                    }));
                    Awaitility.await("it waits")
                            .until(() -> AT_REST.contains(began.join().getState()));
                }
            } finally {
                handle.execute("UNLOCK TABLES");
            }
            return pages.stream().map(PagesTogetherTest::join).toList();
        }
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    private record Asked(UUID organisation, @Nullable String query, PageRequest page) {}

    private static Page<Customer> page(Asked asked) {
        return server.bean(CustomerLists.class)
                .page(
                        asked.organisation(),
                        new CustomerFilter(asked.query(), null, null, false),
                        NEWEST_FIRST,
                        asked.page());
    }
}
