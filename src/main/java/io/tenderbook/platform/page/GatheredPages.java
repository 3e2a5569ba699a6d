package io.tenderbook.platform.page;

import static java.util.stream.Collectors.groupingBy;

import io.tenderbook.platform.GatheredReads;
import io.tenderbook.platform.PowersOfTwo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Reads pages of lists. Those that are asked for at the same time, and differ in nothing but values, are read by one
 * statement. Never inside a transaction. Thread-safe.
 */
public final class GatheredPages<T> {
    private static final int MOST_IN_ONE_STATEMENT = 16;

    private final Jdbi jdbi;
    private final GatheredReads<PageRows<T>, List<T>> reads;

    public GatheredPages(Jdbi jdbi) {
        this.jdbi = jdbi;
        reads = new GatheredReads<>(this::read);
    }

    /** One page, with a statement more for each of the extras that are asked for and not known anyhow. */
    public Page<T> page(Listing<T> listing, PageRequest request) {
        var asked = listing.rows(request);
        List<T> fetched = reads.read(Set.of(asked)).getOrDefault(asked, List.of());
        return listing.isWhole(request)
                ? listing.page(request, fetched)
                : jdbi.withHandle(handle -> listing.page(handle, request, fetched));
    }

    private Map<PageRows<T>, List<T>> read(Set<PageRows<T>> asked) {
        Map<PageRows<T>, List<T>> rows = new HashMap<>();
        jdbi.useHandle(handle -> asked.stream().collect(groupingBy(PageRows::sql)).values().stream()
                .flatMap(alike -> PowersOfTwo.pieces(alike, MOST_IN_ONE_STATEMENT).stream())
                .forEach(piece -> read(handle, piece, rows)));
        return rows;
    }

    private static <T> void read(Handle handle, List<PageRows<T>> piece, Map<PageRows<T>, List<T>> rows) {
        var parts = IntStream.range(0, piece.size());
        var statement = handle.createQuery(
                piece.size() == 1
                        ? piece.getFirst().part(0)
                        : parts.mapToObj(part -> "(" + piece.get(part).part(part) + ")")
                                .collect(Collectors.joining(" UNION ALL ")));
        for (int part = 0; part < piece.size(); part++) {
            piece.get(part).bindTo(statement, part);
        }
        statement.scanResultSet((results, context) -> {
            try (context) {
                var row = results.get();
                var mapper = piece.getFirst().mapper().specialize(row, context);
                while (row.next()) {
                    rows.computeIfAbsent(piece.get(row.getInt(PageRows.PART)), first -> new ArrayList<>())
                            .add(mapper.map(row, context));
                }
                return rows;
            }
        });
    }
}
