package io.tenderbook.organisation;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.MYSQL)
interface OrganisationRepository extends GenericRepository<Organisation, UUID> {
    void insert(Organisation organisation);

    /** The oldest, since ids grow with time. */
    Optional<Organisation> findFirstOrderById();

    Optional<Organisation> findById(UUID id);

    Optional<Organisation> findBySlug(String slug);
}
