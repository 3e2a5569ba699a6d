package io.tenderbook.organisation;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.tenderbook.platform.UuidConverter;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored key: never the key itself.
 *
 * @param hash the keyed hash by which the key is found
 * @param hint the key's last four characters, by which its owner tells it from others
 * @param revokedAt since when it opens nothing; null while it does
 */
@MappedEntity("api_key")
@SuppressWarnings("ArrayRecordComponent") // a row to insert; nobody compares two
record ApiKey(
        @Id @TypeDef(type = DataType.BYTE_ARRAY, converter = UuidConverter.class)
        UUID id,

        @TypeDef(type = DataType.BYTE_ARRAY, converter = UuidConverter.class)
        UUID organisationId,

        String name,
        byte[] hash,
        String hint,
        Role role,
        Instant createdAt,
        @Nullable Instant revokedAt) {}
