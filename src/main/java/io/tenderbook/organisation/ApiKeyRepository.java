package io.tenderbook.organisation;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.tenderbook.platform.UuidConverter;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ApiKeyRepository extends GenericRepository<ApiKey, UUID> {
    void insert(ApiKey key);

    @Query("""
            SELECT k.id, k.organisation_id, k.role, o.slug
            FROM api_key k JOIN organisation o ON o.id = k.organisation_id
            WHERE k.hash = :hash AND k.revoked_at IS NULL""")
    Optional<Found> findLive(byte[] hash);

    /** What authentication needs of a key and its organisation. An entity by name only: converters work on no plain record. */
    @MappedEntity("api_key")
    record Found(
            @TypeDef(type = DataType.BYTE_ARRAY, converter = UuidConverter.class)
            UUID id,

            @TypeDef(type = DataType.BYTE_ARRAY, converter = UuidConverter.class)
            UUID organisationId,

            Role role,
            String slug) {}
}
