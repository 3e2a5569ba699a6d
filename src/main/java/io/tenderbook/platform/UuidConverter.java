package io.tenderbook.platform;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps a UUID in a BINARY(16) column, most significant byte first, so that version 7 ids sort by time. */
@Singleton
public final class UuidConverter implements AttributeConverter<UUID, byte[]> {
    @Override
    public byte @Nullable [] convertToPersistedValue(@Nullable UUID id, ConversionContext context) {
        return id == null ? null : toBytes(id);
    }

    @Override
    public @Nullable UUID convertToEntityValue(byte @Nullable [] bytes, ConversionContext context) {
        return bytes == null ? null : fromBytes(bytes);
    }

    public static byte[] toBytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public static UUID fromBytes(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
