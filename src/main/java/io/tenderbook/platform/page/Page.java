package io.tenderbook.platform.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list, in its order, by the field names of the GraphQL Cursor Connections specification.
 *
 * @param totalCount how many rows the list has; null unless asked for
 */
public record Page<T>(
        List<Edge<T>> edges, PageInfo pageInfo, @Nullable Long totalCount) {
    /** A row and its place. */
    public record Edge<T>(String cursor, T node) {}

    /**
     * Where the page lies.
     *
     * @param startCursor null on an empty page
     * @param endCursor null on an empty page
     */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    public List<T> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    /**
     * @param fetched in the direction of the request, one more than it asks for where there are more
     * @param before whether rows lie at or before the request's {@code after}
     * @param behind whether rows lie at or behind the request's {@code before}
     */
    static <T> Page<T> of(
            List<T> fetched,
            PageRequest request,
            Keyset<T> order,
            boolean before,
            boolean behind,
            @Nullable Long total) {
        boolean more = fetched.size() > request.size();
        List<T> rows = more ? fetched.subList(0, request.size()) : fetched;
        List<Edge<T>> edges = (request.backwards() ? rows.reversed() : rows)
                .stream().map(row -> new Edge<>(order.cursor(row), row)).toList();
        var info = new PageInfo(
                behind || (more && !request.backwards()),
                before || (more && request.backwards()),
                edges.isEmpty() ? null : edges.getFirst().cursor(),
                edges.isEmpty() ? null : edges.getLast().cursor());
        return new Page<>(edges, info, total);
    }
}
