package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.platform.Ids;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An input object, read member by member. The engine has checked it against the schema, so a member has the type that the
 * schema gives it.
 */
record Input(Map<String, @Nullable Object> members) {
    private static final Input EMPTY = new Input(Map.of());
    private static final UUID NOBODYS = new UUID(0, 0);

    /** The input object of a mutation. */
    static Input of(DataFetchingEnvironment environment) {
        return of(environment, "input");
    }

    /** The input object in this argument; an empty one if the argument is absent or null. */
    static Input of(DataFetchingEnvironment environment, String argument) {
        Map<String, @Nullable Object> members = environment.getArgument(argument);
        return members == null ? EMPTY : new Input(members);
    }

    String text(String name) {
        return Objects.requireNonNull(optionalText(name));
    }

    @Nullable
    String optionalText(String name) {
        return (String) members.get(name);
    }

    @Nullable
    Integer number(String name) {
        return (Integer) members.get(name);
    }

    @Nullable
    Instant time(String name) {
        return (Instant) members.get(name);
    }

    @Nullable
    Boolean bool(String name) {
        return (Boolean) members.get(name);
    }

    /** Our id of something; one that cannot be ours becomes one that nothing has. */
    @Nullable
    UUID id(String name) {
        String written = optionalText(name);
        return written == null ? null : Ids.parse(written).orElse(NOBODYS);
    }

    /** Null and absent are no. */
    boolean isTrue(String name) {
        return Boolean.TRUE.equals(bool(name));
    }

    /** A member that is an input object itself; empty if it is absent or null. */
    Optional<Input> object(String name) {
        if (!(members.get(name) instanceof Map<?, ?> object)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> inner = new HashMap<>();
        object.forEach((member, value) -> inner.put(String.valueOf(member), value));
        return Optional.of(new Input(inner));
    }

    /** Those of these members that were given, null where they are null. */
    Map<String, @Nullable Object> given(Set<String> names) {
        Map<String, @Nullable Object> given = new HashMap<>(members);
        given.keySet().retainAll(names);
        return given;
    }

    /** A JSON value: map, list, text, number or boolean. */
    @Nullable
    Object json(String name) {
        return members.get(name);
    }

    /** Null and absent are the empty list. */
    List<String> texts(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
        return Optional.ofNullable(optionalText(name)).map(word -> Enum.valueOf(type, word));
    }

    /** The member {@code connector}; absent, null and empty mean auto-detection. */
    ConnectorInput connector() {
        if (!(members.get("connector") instanceof Map<?, ?> connector)) {
            return ConnectorInput.AUTO;
        }
        return new ConnectorInput((String) connector.get("name"), (String) connector.get("referenceId"));
    }
}
