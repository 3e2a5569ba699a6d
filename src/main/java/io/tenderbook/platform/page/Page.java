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
    /** A row in its order. */
    public record Edge<T>(Keyset<T> order, T node) {
        /** Its place, written only when asked for: of most rows nobody asks. */
        public String cursor() {
            return order.cursor(node);
        }
    }

    /**
     * Where the page lies.
     *
     * @param first null on an empty page
     * @param last null on an empty page
     */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable Edge<?> first,
            @Nullable Edge<?> last) {
        public @Nullable String startCursor() {
            return first == null ? null : first.cursor();
        }

        public @Nullable String endCursor() {
            return last == null ? null : last.cursor();
        }
    }

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
                .stream().map(row -> new Edge<>(order, row)).toList();
        var info = new PageInfo(
                behind || (more && !request.backwards()),
                before || (more && request.backwards()),
                edges.isEmpty() ? null : edges.getFirst(),
                edges.isEmpty() ? null : edges.getLast());
        return new Page<>(edges, info, total);
    }
}
