package io.tenderbook.convergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What became of a connector's events, as its database has it. */
record Ledger(Mirror mirror) {
    /** Events that were answered 200 and are not there, or did not end, or ended badly, or had their effect twice. */
    List<String> faults(Set<String> accepted) {
        List<String> faults = new ArrayList<>();
        Set<String> lost = new TreeSet<>(accepted);
        mirror.jdbi()
                .useHandle(handle -> handle.select(
                                "SELECT event_id, status, error FROM webhook_event WHERE connector_id = ?",
                                mirror.connector().id())
                        .map((row, context) -> List.of(row.getString(1), row.getString(2), "" + row.getString(3)))
                        .forEach(row -> {
                            lost.remove(row.getFirst());
                            if (!row.get(1).equals("APPLIED")
                                    && !row.get(1).equals("STALE")
                                    && !row.get(1).equals("IGNORED")) {
                                faults.add(row + " did not end well");
                            }
                        }));
        lost.forEach(id -> faults.add(id + " was answered 200 and is not there"));
        mirror.jdbi()
                .useHandle(handle -> handle.select(
                                "SELECT c.cause_id, p.stripe_id, c.kind, COUNT(*) FROM payment_method_change c"
                                        + " JOIN payment_method p ON p.id = c.payment_method_id"
                                        + " WHERE p.connector_id = ? AND c.cause = 'EVENT'"
                                        + " GROUP BY c.cause_id, p.stripe_id, c.kind HAVING COUNT(*) > 1",
                                mirror.connector().id())
                        .map((row, context) -> row.getString(1) + " had the effect " + row.getString(3) + " twice on "
                                + row.getString(2))
                        .forEach(faults::add));
        return faults;
    }

    int pending() {
        return mirror.jdbi()
                .withHandle(handle -> handle.select(
                                "SELECT COUNT(*) FROM webhook_event WHERE connector_id = ? AND status = 'PENDING'",
                                mirror.connector().id())
                        .mapTo(int.class)
                        .one());
    }
}
