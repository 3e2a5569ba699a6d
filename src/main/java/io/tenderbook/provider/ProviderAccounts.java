package io.tenderbook.provider;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider can tell of secrets and accounts before there is a connector for them. */
public interface ProviderAccounts {
    /** The name that connectors refer to. */
    String provider();

    /**
     * Reads a secret key as an admin sent it.
     *
     * @throws IllegalArgumentException if it is none; the message is for that admin and does not repeat the key
     */
    ProviderKey key(String text);

    /**
     * Reads a secret with which deliveries are signed, as an admin sent it.
     *
     * @throws IllegalArgumentException if it is none; the message is for that admin and does not repeat the secret
     */
    String webhookSecret(String text);

    /**
     * Asks the provider which account a key opens. Nothing changes there.
     *
     * @param account in whose name to ask; null for the key's own
     * @return the provider's id of the account; empty if the key is good but may not know
     * @throws ProviderException.Rejected if the provider does not accept the key, or not for that account
     */
    Optional<String> account(ProviderKey key, @Nullable String account, ProviderCall call);
}
