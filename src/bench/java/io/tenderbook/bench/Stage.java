package io.tenderbook.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all cases play on, and how they measure. */
final class Stage implements AutoCloseable {
    private final Settings settings;
    private final Database database;
    private final StripeStandIn stripe;
    private final Report report;
    private final Limits limits = new Limits(this);
    private final Queries queries = new Queries(this);
    private int customers;
    private @Nullable Tenderbook program;

    Stage(Settings settings, Database database, StripeStandIn stripe, Report report) {
        this.settings = settings;
        this.database = database;
        this.stripe = stripe;
        this.report = report;
    }

    Settings settings() {
        return settings;
    }

    Database database() {
        return database;
    }

    StripeStandIn stripe() {
        return stripe;
    }

    Report report() {
        return report;
    }

    Limits limits() {
        return limits;
    }

    Queries queries() {
        return queries;
    }

    /** How many there are now. */
    int customers() {
        return customers;
    }

    /** Fills the database up to so many customers. */
    void grow(int wanted) throws SQLException {
        program(); // migrates, and makes organisation and connector
        stop();
        new Company(database).grow(wanted);
        customers = wanted;
        limits.forget();
    }

    /** The program as it runs for most cases, started if need be. */
    Tenderbook program() {
        if (program == null) {
            program = home().start(Map.of());
        }
        return program;
    }

    /** Starts it anew with these beside its own. */
    void restart(Map<String, String> variables, String... javaOptions) {
        stop();
        program = home().start(variables, javaOptions);
    }

    Tenderbook.Home home() {
        return new Tenderbook.Home(settings, database, stripe.address());
    }

    void stop() {
        if (program != null) {
            program.close();
            program = null;
        }
    }

    /**
     * Loads a server again and again.
     *
     * @param pid of the server
     * @param requests tells anew for each repeat what to send
     * @param between done before each repeat, and not measured
     */
    Figure measure(
            String name, long pid, Supplier<Wrk.Request> requests, int connections, Duration warmUp, Runnable between) {
        Wrk.run(requests.get(), connections, warmUp);
        List<Load> loads = new ArrayList<>();
        List<Machine.Busy> busy = new ArrayList<>();
        for (int i = 0; i < settings.repeats(); i++) {
            between.run();
            var before = Machine.spent(pid);
            loads.add(Wrk.run(requests.get(), connections, settings.measurement()));
            busy.add(Machine.spent(pid).since(before));
        }
        var figure = Figure.of(name, "requests/s", loads).meanwhile(busy.getLast());
        var resident = Machine.resident(pid);
        return resident.isPresent() ? figure.noted("resident %d MiB".formatted(resident.getAsLong() >> 20)) : figure;
    }

    /** Executes one statement beside the program. */
    void execute(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The first number of the first row; not a number where there is none. */
    double number(String sql) {
        return numbers(sql).stream().findFirst().orElse(Double.NaN);
    }

    /** The first number of each row. */
    List<Double> numbers(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<Double> numbers = new ArrayList<>();
            while (rows.next()) {
                double number = rows.getDouble(1);
                if (!rows.wasNull()) {
                    numbers.add(number);
                }
            }
            return numbers;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
