package io.tenderbook.platform.page;

import io.tenderbook.platform.PowersOfTwo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/** Conditions of a statement, joined by and, with the values that they name. */
public final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, List<?>> lists = new HashMap<>();

    public Where and(String condition) {
        conditions.add("(" + condition + ")");
        return this;
    }

    /** @param name how the condition, after a colon, names the value */
    public Where and(String condition, String name, Object value) {
        return and(condition).bind(name, value);
    }

    public Where bind(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** @param name how lists are told apart; none of the conditions may use it */
    public Where in(String column, String name, Collection<?> among) {
        lists.put(name, PowersOfTwo.padded(among));
        return and(column + " IN (<" + name + ">)");
    }

    Where copy() {
        var copy = new Where();
        copy.conditions.addAll(conditions);
        copy.values.putAll(values);
        copy.lists.putAll(lists);
        return copy;
    }

    /** The clause, or what begins it: it follows the tables. */
    public String sql() {
        return " WHERE " + String.join(" AND ", conditions);
    }

    /** Binds the values under names that begin so; no lists. */
    void bindTo(SqlStatement<?> statement, String prefix) {
        values.forEach((name, value) -> statement.bind(prefix + name, value));
    }

    public <S extends SqlStatement<S>> S bindTo(S statement) {
        lists.forEach(statement::bindList);
        return statement.bindMap(values);
    }
}
