package io.tenderbook.platform.page;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * A list of rows, from which pages are read.
 *
 * @param columns what stands between SELECT and FROM
 * @param tables what stands between FROM and WHERE
 */
public record Listing<T>(String columns, String tables, RowMapper<T> mapper, Where where, Keyset<T> order) {
    private static final String PLACE = "place_in_list";

    /** One page, in one statement and one more for each of the extras that are asked for and not known anyhow. */
    public Page<T> page(Handle handle, PageRequest request) {
        var rows = rows(request);
        return page(
                handle,
                request,
                rows.within()
                        .bindTo(handle.createQuery("SELECT " + rows.sql()))
                        .map(mapper)
                        .list());
    }

    /** What is to be read for a page, one row more than it holds. */
    PageRows<T> rows(PageRequest request) {
        Keyset<T> direction = request.backwards() ? order.reversed() : order;
        Where within = within(request);
        return new PageRows<>(
                columns + " FROM " + tables + within.sql() + " ORDER BY " + direction.orderBy() + " LIMIT "
                        + (request.size() + 1),
                within,
                mapper);
    }

    /** Whether its rows are all that a page needs. */
    boolean isWhole(PageRequest request) {
        return before(request) == null
                && behind(request) == null
                && !request.extras().total();
    }

    /** A page of these rows; see {@link #isWhole}. */
    Page<T> page(PageRequest request, List<T> fetched) {
        return Page.of(fetched, request, order, false, false, null);
    }

    /** A page of these rows, with the extras. */
    Page<T> page(Handle handle, PageRequest request, List<T> fetched) {
        Where before = before(request);
        Where behind = behind(request);
        return Page.of(
                fetched,
                request,
                order,
                before != null && exists(handle, before),
                behind != null && exists(handle, behind),
                request.extras().total() ? count(handle) : null);
    }

    /**
     * The same page of many lists at once: of those rows, for each group, that belong to it. It takes as many statements
     * as one page does.
     *
     * @param column names the group of a row
     * @param group reads that column
     * @return a page for each of the groups, empty or not
     */
    public Map<UUID, Page<T>> pages(
            Handle handle, PageRequest request, String column, Function<T, UUID> group, Collection<UUID> groups) {
        Map<UUID, List<T>> fetched = fetchGroups(handle, request, column, group, groups);
        Set<UUID> before = groupsOf(handle, before(request), column, groups);
        Set<UUID> behind = groupsOf(handle, behind(request), column, groups);
        Map<UUID, Long> totals = request.extras().total() ? countGroups(handle, column, groups) : Map.of();
        Map<UUID, Page<T>> pages = new LinkedHashMap<>();
        groups.forEach(one -> pages.put(
                one,
                Page.of(
                        fetched.getOrDefault(one, List.of()),
                        request,
                        order,
                        before.contains(one),
                        behind.contains(one),
                        request.extras().total() ? totals.getOrDefault(one, 0L) : null)));
        return pages;
    }

    /**
     * Groups of usual size are read as they are, and cut afterwards: to rank their rows costs the database several times
     * as much. Only where they turn out to have more rows than the pages could hold are they read again, ranked.
     */
    private Map<UUID, List<T>> fetchGroups(
            Handle handle, PageRequest request, String column, Function<T, UUID> group, Collection<UUID> groups) {
        Keyset<T> direction = request.backwards() ? order.reversed() : order;
        Where within = within(request).in(column, "groups", groups);
        int most = groups.size() * (request.size() + 1);
        List<T> rows = within.bindTo(handle.createQuery(
                        "SELECT " + columns + " FROM " + tables + within.sql() + " ORDER BY " + column
                                + (direction.descending() ? " DESC, " : ", ") + direction.orderBy() + " LIMIT :most"))
                .bind("most", most + 1)
                .map(mapper)
                .list();
        return rows.size() <= most
                ? rows.stream().collect(groupingBy(group))
                : fetchRanked(handle, request, column, group, within);
    }

    private Map<UUID, List<T>> fetchRanked(
            Handle handle, PageRequest request, String column, Function<T, UUID> group, Where within) {
        Keyset<T> direction = request.backwards() ? order.reversed() : order;
        return within
                .bindTo(handle.createQuery("SELECT * FROM (SELECT " + columns + ", ROW_NUMBER() OVER (PARTITION BY "
                        + column + " ORDER BY " + direction.orderBy() + ") AS " + PLACE + " FROM " + tables
                        + within.sql() + ") ranked WHERE " + PLACE + " <= " + (request.size() + 1) + " ORDER BY "
                        + PLACE))
                .map(mapper)
                .stream()
                .collect(groupingBy(group));
    }

    private Set<UUID> groupsOf(Handle handle, @Nullable Where rows, String column, Collection<UUID> groups) {
        if (rows == null) {
            return Set.of();
        }
        rows.in(column, "groups", groups);
        return new HashSet<>(
                rows.bindTo(handle.createQuery("SELECT DISTINCT " + column + " FROM " + tables + rows.sql()))
                        .mapTo(UUID.class)
                        .list());
    }

    private Map<UUID, Long> countGroups(Handle handle, String column, Collection<UUID> groups) {
        Where all = where.copy().in(column, "groups", groups);
        return all.bindTo(handle.createQuery("SELECT " + column + " AS group_id, COUNT(*) AS rows_in_group FROM "
                        + tables + all.sql() + " GROUP BY " + column))
                .setMapKeyColumn("group_id")
                .setMapValueColumn("rows_in_group")
                .collectInto(new GenericType<Map<UUID, Long>>() {});
    }

    private long count(Handle handle) {
        return where.bindTo(handle.createQuery("SELECT COUNT(*) FROM " + tables + where.sql()))
                .mapTo(Long.class)
                .one();
    }

    private boolean exists(Handle handle, Where rows) {
        return rows.bindTo(handle.createQuery("SELECT 1 FROM " + tables + rows.sql() + " LIMIT 1"))
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    private Where within(PageRequest request) {
        Where within = where.copy();
        if (request.after() != null) {
            order.behind(request.after(), false, "after", within);
        }
        if (request.before() != null) {
            order.reversed().behind(request.before(), false, "before", within);
        }
        return within;
    }

    /** The rows that a page cannot hold because they do not lie behind its {@code after}; null if none or nobody asks. */
    private @Nullable Where before(PageRequest request) {
        if (request.after() == null || !request.extras().hasPrevious()) {
            return null;
        }
        Where before = where.copy();
        order.reversed().behind(request.after(), true, "after", before);
        return before;
    }

    /** The rows that a page cannot hold because they do not lie before its {@code before}; null if none or nobody asks. */
    private @Nullable Where behind(PageRequest request) {
        if (request.before() == null || !request.extras().hasNext()) {
            return null;
        }
        Where behind = where.copy();
        order.behind(request.before(), true, "before", behind);
        return behind;
    }
}
