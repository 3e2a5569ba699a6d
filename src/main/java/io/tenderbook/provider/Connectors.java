package io.tenderbook.provider;

import io.tenderbook.platform.Ids;
import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import jakarta.inject.Singleton;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The table of connectors. */
@Singleton
public final class Connectors {
    static final RowMapper<Connector> ROW = RecordMapper.of(Connector.class);

    private final Jdbi jdbi;
    private final Clock clock;

    Connectors(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** All connectors of an organisation by name, inactive ones included. */
    public List<Connector> of(UUID organisationId) {
        return jdbi.withHandle(handle -> select(handle, "organisation_id = ? ORDER BY name", organisationId));
    }

    /** Only ids of that organisation are found. */
    public Map<UUID, Connector> byId(UUID organisationId, Collection<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM connector WHERE organisation_id = :organisation AND id IN (<ids>)")
                .bind("organisation", organisationId)
                .bindList("ids", PowersOfTwo.padded(ids))
                .map(ROW)
                .collect(Collectors.toMap(Connector::id, Function.identity())));
    }

    /** For the program's own work, which belongs to no caller; whoever serves a caller passes the organisation. */
    public Optional<Connector> byId(UUID id) {
        return jdbi.withHandle(handle -> select(handle, "id = ?", id).stream().findFirst());
    }

    /** The connector as it is until the open transaction ends; empty if it is not of that organisation. */
    public Optional<Connector> locked(UUID organisationId, UUID id) {
        return jdbi.withHandle(
                handle -> select(handle, "id = ? AND organisation_id = ? FOR UPDATE", id, organisationId).stream()
                        .findFirst());
    }

    /** All active ones, for the program's own work. */
    public List<Connector> active() {
        return jdbi.withHandle(handle -> select(handle, "active ORDER BY id"));
    }

    /** The connector of a provider that has but one. */
    Optional<Connector> onlyOf(String provider) {
        var all = jdbi.withHandle(handle -> select(handle, "provider = ? ORDER BY id LIMIT 2", provider));
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /**
     * Stores a connector that is active and imports customers.
     *
     * @throws ConnectorNameTakenException if the organisation has one of that name
     */
    public Connector create(UUID organisationId, String name, String provider, boolean livemode, boolean sandbox) {
        return create(organisationId, name, provider, null, livemode, sandbox, true);
    }

    /**
     * Stores a connector that is active.
     *
     * @throws ConnectorNameTakenException if the organisation has one of that name
     */
    public Connector create(
            UUID organisationId,
            String name,
            String provider,
            @Nullable String account,
            boolean livemode,
            boolean sandbox,
            boolean importCustomers) {
        Instant now = clock.instant();
        var connector = new Connector(
                Ids.next(),
                organisationId,
                name,
                provider,
                account,
                livemode,
                true,
                sandbox,
                importCustomers,
                now,
                now);
        naming(() -> jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO connector (id, organisation_id, name, provider, account, livemode, active, sandbox,"
                                + " import_customers, created_at, updated_at) VALUES (:id, :organisationId, :name,"
                                + " :provider, :account, :livemode, :active, :sandbox, :importCustomers, :createdAt,"
                                + " :updatedAt)")
                .bindMethods(connector)
                .execute()));
        return connector;
    }

    /**
     * Changes what may change of a connector: its name, account, use and import of customers.
     *
     * @throws ConnectorNameTakenException if the organisation has another one of that name
     */
    public void change(Connector connector) {
        naming(() -> jdbi.useHandle(
                handle -> handle.createUpdate("UPDATE connector SET name = :name, account = :account, active = :active,"
                                + " import_customers = :importCustomers, updated_at = :now"
                                + " WHERE id = :id AND organisation_id = :organisationId")
                        .bindMethods(connector)
                        .bind("now", clock.instant())
                        .execute()));
    }

    private static void naming(Runnable statement) {
        try {
            statement.run();
        } catch (UnableToExecuteStatementException failure) {
            throw failure.getCause() instanceof SQLIntegrityConstraintViolationException
                    ? new ConnectorNameTakenException(failure)
                    : failure;
        }
    }

    /** Takes a connector out of use and frees its name; what belongs to it stays readable. */
    public void retire(Connector connector) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE connector SET active = FALSE, name = CONCAT(LEFT(name, 60), '-', LOWER(HEX(id))), updated_at = ?"
                        + " WHERE id = ?",
                clock.instant(),
                connector.id()));
    }

    private static List<Connector> select(Handle handle, String condition, Object... arguments) {
        return handle.select("SELECT * FROM connector WHERE " + condition, arguments)
                .map(ROW)
                .list();
    }
}
