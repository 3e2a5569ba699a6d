package io.tenderbook.platform;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;

@Factory
final class SecretBoxFactory {
    @Singleton
    SecretBox secretBox(@Property(name = "tenderbook.encryption-key") String encryptionKey) {
        return SecretBox.of(encryptionKey);
    }
}
