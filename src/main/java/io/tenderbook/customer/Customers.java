package io.tenderbook.customer;

import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import io.tenderbook.platform.ScopedReads;
import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The one writer of the table of customers. */
@Singleton
public final class Customers {
    static final RowMapper<Customer> ROW = RecordMapper.of(Customer.class);

    private final Jdbi jdbi;
    private final Clock clock;
    private final ScopedReads<UUID, UUID, Customer> found;

    Customers(Jdbi jdbi, Transactions transactions, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        found = new ScopedReads<>(transactions, this::byId);
    }

    /** Deleted customers are found too. */
    public Optional<Customer> find(UUID organisationId, UUID id) {
        return found.read(organisationId, id);
    }

    public Map<UUID, Customer> byId(UUID organisationId, Collection<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM customer WHERE organisation_id = :organisation AND id IN (<ids>)")
                .bind("organisation", organisationId)
                .bindList("ids", PowersOfTwo.padded(ids))
                .map(ROW)
                .collect(Collectors.toMap(Customer::id, Function.identity())));
    }

    /**
     * Stores a new customer.
     *
     * @param imported whether an event made it rather than a caller
     */
    public Customer create(
            UUID organisationId, @Nullable String name, @Nullable String email, String metadata, boolean imported) {
        return create(Ids.next(), organisationId, name, email, metadata, imported);
    }

    /** Stores a new customer under an id that its maker knows already. */
    public Customer create(
            UUID id,
            UUID organisationId,
            @Nullable String name,
            @Nullable String email,
            String metadata,
            boolean imported) {
        Instant now = clock.instant();
        var customer = new Customer(id, organisationId, name, email, metadata, imported, now, now, null);
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO customer (id, organisation_id, name, email, metadata, imported, created_at,"
                                + " updated_at, deleted_at) VALUES (:id, :organisationId, :name, :email, :metadata,"
                                + " :imported, :createdAt, :updatedAt, :deletedAt)")
                .bindMethods(customer)
                .execute());
        return customer;
    }

    /**
     * An imported customer follows the provider's word on who it is; one that a caller made or changed does not. Returns
     * whether that changed anything.
     */
    public boolean followProvider(Customer customer, @Nullable String name, @Nullable String email, String metadata) {
        boolean same = Objects.equals(name, customer.name())
                && Objects.equals(email, customer.email())
                && Json.parse(metadata).equals(Json.parse(customer.metadata()));
        if (same || !customer.imported()) {
            return false;
        }
        return jdbi.withHandle(handle -> handle.execute(
                        "UPDATE customer SET name = ?, email = ?, metadata = ?, updated_at = ?"
                                + " WHERE id = ? AND imported AND deleted_at IS NULL",
                        name,
                        email,
                        metadata,
                        clock.instant(),
                        customer.id()))
                > 0;
    }

    /** Writes a caller's word on who a customer is: from now on no provider's counts. */
    public void update(UUID id, @Nullable String name, @Nullable String email, String metadata) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE customer SET name = ?, email = ?, metadata = ?, imported = FALSE, updated_at = ? WHERE id = ?",
                name,
                email,
                metadata,
                clock.instant(),
                id));
    }

    /** Marks a customer as deleted by a caller; its row stays, for its history. */
    public void delete(UUID id) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE customer SET deleted_at = ?, imported = FALSE, updated_at = ? WHERE id = ? AND deleted_at IS NULL",
                clock.instant(),
                clock.instant(),
                id));
    }

    /** An imported customer ends with its only origin; one that a caller made stays. */
    public void deleteImported(UUID id) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE customer SET deleted_at = ?, updated_at = ? WHERE id = ? AND imported AND deleted_at IS NULL",
                clock.instant(),
                clock.instant(),
                id));
    }

    /**
     * Locks a customer until the transaction ends, so that it is neither mapped, adopted nor deleted meanwhile. Returns
     * false if there is none any more: it was deleted, or another customer took its place.
     */
    public boolean lock(UUID id) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT id FROM customer WHERE id = ? AND deleted_at IS NULL FOR UPDATE", id)
                        .mapTo(UUID.class)
                        .findFirst()
                        .isPresent());
    }

    /** A customer that a caller mapped is no longer merely imported: nobody takes its place. */
    public void keep(UUID id) {
        jdbi.useHandle(handle -> handle.execute("UPDATE customer SET imported = FALSE WHERE id = ?", id));
    }

    /** Removes a customer that nothing refers to any more. */
    public void remove(UUID id) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM customer WHERE id = ?", id));
    }
}
