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
import org.HdrHistogram.Histogram;

/** What the database does for a program that does nothing else: the same rows, by the plain driver. */
final class PlainJdbc {
    private static final long SEED = 4711;
    private static final int DIGITS = 3;

    private PlainJdbc() {}

    /** Does one piece of work again and again, on a connection that it has alone. */
    interface Work {
        void once(RandomGenerator random) throws SQLException;
    }

    /** Prepares the work of one connection. */
    interface Worker {
        Work on(Connection connection) throws SQLException;
    }

    /** Does it for a while on so many connections at once, as often as there are repeats. */
    static List<Load> loads(Database database, int connections, Worker worker, Settings settings) {
        measure(database, connections, worker, settings.measurement()); // the driver's own warm-up
        List<Load> loads = new ArrayList<>();
        for (int i = 0; i < settings.repeats(); i++) {
            loads.add(measure(
                    database, connections, worker, settings.measurement().dividedBy(2)));
        }
        return loads;
    }

    private static Load measure(Database database, int connections, Worker worker, Duration time) {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Histogram>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                long seed = SEED + i;
                parts.add(threads.submit(() -> work(database, worker, seed, end)));
            }
            var micros = new Histogram(DIGITS);
            for (Future<Histogram> part : parts) {
                micros.add(part.get());
            }
            return Load.of(micros, (System.nanoTime() - begin) / 1e9);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            throw Interruption.of(interrupted);
        }
    }

    /** Returns how long each piece of work took, in microseconds. */
    private static Histogram work(Database database, Worker worker, long seed, long end) throws SQLException {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (var connection = database.connect()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            Work work = worker.on(connection);
            var micros = new Histogram(DIGITS);
            long before = System.nanoTime();
            while (before < end) {
                work.once(random);
                long after = System.nanoTime();
                micros.recordValue((after - before) / 1_000);
                before = after;
            }
            return micros;
        }
    }
}
