package io.tenderbook;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * A database that fails at a chosen statement: once, or for good as if the process had died there. The statements by which
 * the webhook worker looks for events now and then are left alone; that by which it marks an event as ended is not.
 */
@Singleton
@Requires(property = StatementFaults.PROPERTY)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StatementFaults implements BeanCreatedEventListener<DataSource>, QueryExecutionListener {
    public static final String PROPERTY = "test.statement-faults";

    private static final String MARK = "SET status = ?, applied_at";

    /** Where and how the database fails. */
    public enum Mode {
        /** The statement is executed, but its answer is lost, so that its transaction fails; the next ones are executed. */
        AFTER,
        /** The statement is executed and committed, and nothing after it. */
        DEATH
    }

    private Mode mode = Mode.AFTER;
    private int left = Integer.MAX_VALUE;
    private int count;

    static final class Injected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Injected() {
            super("The database fails here, as the test wants it.");
        }
    }

    /** From now on the statement of this number fails, counted from 1. */
    public synchronized void arm(Mode how, int statement) {
        mode = how;
        left = statement;
        count = 0;
    }

    /** Nothing fails any more. Returns how many statements there were. */
    public synchronized int disarm() {
        left = Integer.MAX_VALUE;
        return count;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        return ProxyDataSourceBuilder.create(event.getBean()).listener(this).build();
    }

    @Override
    public synchronized void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        if (counts(queries)) {
            count++;
            if (mode == Mode.DEATH && count > left) {
                throw new Injected();
            }
        }
    }

    @Override
    public synchronized void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        if (mode == Mode.AFTER && count == left && counts(queries)) {
            throw new Injected();
        }
    }

    private static boolean counts(List<QueryInfo> queries) {
        return queries.stream()
                .noneMatch(query -> query.getQuery().contains("webhook_event")
                        && !query.getQuery().contains(MARK));
    }
}
