package io.tenderbook.organisation;

/** What a caller may do. Each role may do everything that the roles before it may. */
public enum Role {
    /** Queries and subscriptions. */
    READER,
    /** And mutations. */
    WRITER,
    /** And connectors, keys, raw bodies and replay. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
