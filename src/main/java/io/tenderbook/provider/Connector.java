package io.tenderbook.provider;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One account at a payment provider. Its secrets are not here: {@link ConnectorSecrets} opens them where they are used.
 *
 * @param name unique in the organisation without regard to case
 * @param provider the name of the {@link PaymentProvider} it is at
 * @param account the provider's id of the account, in whose name calls are made where the key is that of its platform;
 *     null where the key alone says which account it is
 * @param sandbox whether it lives at the sandbox of this program rather than at the provider's own address
 * @param importCustomers whether events of customers that are mapped nowhere make them ours
 */
public record Connector(
        UUID id,
        UUID organisationId,
        String name,
        String provider,
        @Nullable String account,
        boolean livemode,
        boolean active,
        boolean sandbox,
        boolean importCustomers,
        Instant createdAt,
        Instant updatedAt) {
    /** Where its provider's deliveries are taken in. */
    public String webhookPath() {
        return "/webhooks/" + provider + "/" + id;
    }
}
