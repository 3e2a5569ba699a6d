package io.tenderbook.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What the database does for a program that does nothing else: the same rows, by the plain driver. */
final class PlainJdbc {
    private static final long SEED = 4711;

    private PlainJdbc() {}

    /** Does one piece of work again and again, on a connection that it has alone. */
    interface Work {
        void once(RandomGenerator random) throws SQLException;
    }

    /** Prepares the work of one connection. */
    interface Worker {
        Work on(Connection connection) throws SQLException;
    }

    /** How often a second the work was done, for each repeat. */
    static double[] rates(Database database, int connections, Worker worker, Settings settings) {
        measure(database, connections, worker, settings.measurement()); // the driver's own warm-up
        double[] rates = new double[settings.repeats()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = measure(
                    database, connections, worker, settings.measurement().dividedBy(2));
        }
        return rates;
    }

    private static double measure(Database database, int connections, Worker worker, Duration time) {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                long seed = SEED + i;
                counts.add(threads.submit(() -> count(database, worker, seed, end)));
            }
            long all = 0;
            for (Future<Long> count : counts) {
                all += count.get();
            }
            return all / ((System.nanoTime() - begin) / 1e9);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            throw Interruption.of(interrupted);
        }
    }

    private static long count(Database database, Worker worker, long seed, long end) throws SQLException {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (var connection = database.connect()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            Work work = worker.on(connection);
            long count = 0;
            while (System.nanoTime() < end) {
                work.once(random);
                count++;
            }
            return count;
        }
    }
}
