package io.tenderbook.organisation;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.tenderbook.platform.UuidConverter;
import java.time.Instant;
import java.util.UUID;

/** A tenant. Its slug is unique, and is what people type where its id is asked for. */
@MappedEntity("organisation")
public record Organisation(
        @Id @TypeDef(type = DataType.BYTE_ARRAY, converter = UuidConverter.class)
        UUID id,

        String slug,
        String name,
        Instant createdAt) {}
