package io.tenderbook.graphql.fetcher;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * Sees every statement that reaches the database, whichever way the program takes to it, but for those that belong to no
 * request: by which the worker looks for events now and then, and what runs by the clock.
 */
@Singleton
@Requires(property = StatementCounter.PROPERTY)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StatementCounter implements BeanCreatedEventListener<DataSource> {
    public static final String PROPERTY = "test.count-statements";

    /** How the threads of scheduled methods, of recurring jobs and of the worker are named, by the start of it. */
    private static final List<String> OF_NO_REQUEST = List.of("scheduled-executor", "db-scheduler", "webhook-worker");

    /** The thread that notes the use of keys. */
    private static final String KEY_USE = "key-use";

    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<String> everything = new CopyOnWriteArrayList<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        return ProxyDataSourceBuilder.create(event.getBean())
                .afterQuery((execution, queries) -> {
                    String thread = Thread.currentThread().getName();
                    if (isOfARequest(thread)) {
                        var into = thread.equals(KEY_USE) ? notes : statements;
                        queries.stream().map(QueryInfo::getQuery).forEach(into::add);
                        queries.stream().map(QueryInfo::getQuery).forEach(everything::add);
                    }
                })
                .afterMethod(context -> {
                    if (context.getMethod().getName().equals("commit")
                            && isOfARequest(Thread.currentThread().getName())) {
                        everything.add("COMMIT");
                    }
                })
                .build();
    }

    private static boolean isOfARequest(String thread) {
        return OF_NO_REQUEST.stream().noneMatch(thread::startsWith);
    }

    /** All that was asked of the database during this piece of work, and each end of a transaction as COMMIT. */
    public List<String> everythingDuring(Runnable work) {
        everything.clear();
        work.run();
        return List.copyOf(everything);
    }

    /** What the program asked of the database during this piece of work. */
    public List<String> during(Runnable work) {
        statements.clear();
        work.run();
        return statements.stream()
                .filter(statement -> !statement.contains("webhook_event"))
                .toList();
    }

    /** What was asked since the start to note the use of keys. */
    List<String> notes() {
        return notes;
    }
}
