package io.tenderbook.organisation;

import io.tenderbook.platform.Ids;
import jakarta.inject.Singleton;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The tenants of this installation. */
@Singleton
public final class Organisations {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final Jdbi jdbi;
    private final Clock clock;

    Organisations(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * @throws IllegalArgumentException if the slug is malformed or taken, or the name is blank or too long; the message
     *     is meant for the person who typed it
     */
    public Organisation create(String slug, String name) {
        if (!SLUG.matcher(slug).matches()) {
            throw new IllegalArgumentException(
                    "An organisation's slug is 1 to 63 lower-case letters, digits and hyphens,"
                            + " with no hyphen at either end.");
        }
        var organisation = new Organisation(Ids.next(), slug, Names.checked(name), clock.instant());
        try {
            jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO organisation (id, slug, name, created_at)"
                            + " VALUES (:id, :slug, :name, :createdAt)")
                    .bindMethods(organisation)
                    .execute());
        } catch (UnableToExecuteStatementException failure) {
            if (failure.getCause() instanceof SQLIntegrityConstraintViolationException) {
                throw new IllegalArgumentException("The slug " + slug + " is taken by another organisation.", failure);
            }
            throw failure;
        }
        return organisation;
    }

    /** The oldest organisation, which an installation with a single tenant means when it names none. */
    public Optional<Organisation> first() {
        return select("1 = 1 ORDER BY id LIMIT 1");
    }

    /** All of them, for the program's own work, which belongs to no caller; the oldest first. */
    public List<Organisation> all() {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM organisation ORDER BY created_at, id")
                .map(ConstructorMapper.of(Organisation.class))
                .list());
    }

    public boolean isEmpty() {
        return first().isEmpty();
    }

    /** Finds an organisation by its id or, if no id has that form, by its slug. */
    public Optional<Organisation> find(String idOrSlug) {
        return Ids.parse(idOrSlug).flatMap(this::find).or(() -> select("slug = ?", idOrSlug));
    }

    public Optional<Organisation> find(UUID id) {
        return select("id = ?", id);
    }

    private Optional<Organisation> select(String condition, Object... arguments) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM organisation WHERE " + condition, arguments)
                .map(ConstructorMapper.of(Organisation.class))
                .findFirst());
    }
}
