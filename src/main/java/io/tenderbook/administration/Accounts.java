package io.tenderbook.administration;

import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.ProviderAccounts;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether what an admin sent opens the account that it is to open; told before anything is stored. */
@Singleton
final class Accounts {
    private static final Pattern ACCOUNT = Pattern.compile("[!-~]{1,255}");

    private final List<ProviderAccounts> providers;
    private final ConnectorSecrets secrets;

    Accounts(List<ProviderAccounts> providers, ConnectorSecrets secrets) {
        this.providers = List.copyOf(providers);
        this.secrets = secrets;
    }

    ProviderKey key(String provider, String text) {
        try {
            return at(provider).key(text);
        } catch (IllegalArgumentException unfit) {
            throw Wanted.unfit(unfit, "secretKey");
        }
    }

    String webhookSecret(String provider, String text) {
        try {
            return at(provider).webhookSecret(text);
        } catch (IllegalArgumentException unfit) {
            throw Wanted.unfit(unfit, "webhookSecret");
        }
    }

    @Nullable
    String account(@Nullable String account) {
        if (account != null && !ACCOUNT.matcher(account).matches()) {
            throw Wanted.invalid("Send the provider's id of the account, such as acct_….", "account");
        }
        return account;
    }

    /** Makes sure that the key opens the account; null for its own. Returns the account's id, if the key may know it. */
    Optional<String> opened(String provider, ProviderKey key, @Nullable String account, ProviderCall call) {
        try {
            var opened = at(provider).account(key, account, call);
            if (account != null && opened.filter(id -> !id.equals(account)).isPresent()) {
                throw Wanted.invalid("The key opens the account " + opened.get() + " and not that one.", "account");
            }
            return opened;
        } catch (ProviderException.Rejected refused) {
            throw Wanted.failure(UserErrorCode.PROVIDER_REJECTED, String.valueOf(refused.getMessage()), "secretKey");
        } catch (ProviderException unanswered) {
            throw new UserErrorException(UserError.of(
                    UserErrorCode.PROVIDER_UNAVAILABLE,
                    "The provider could not be asked about the key, so nothing was changed; try again."));
        }
    }

    /** Refuses a key or an account that would mix the records of two: of another mode, place or account. */
    void stays(Connector connector, ProviderKey key, @Nullable String account) {
        if (key.livemode() != connector.livemode()) {
            throw Wanted.invalid(
                    "The connector is of " + mode(connector.livemode()) + " and the key of " + mode(key.livemode())
                            + ". Make another connector for it.",
                    "secretKey");
        }
        if (key.sandbox() != connector.sandbox()) {
            throw Wanted.invalid(
                    "Keys of the sandbox and of the provider itself do not mix. Make another connector for it.",
                    "secretKey");
        }
        var call = ProviderCall.start();
        var after = opened(connector.provider(), key, account, call);
        var before = before(connector, call.next());
        if (before.isPresent() && after.isPresent() && !before.equals(after)) {
            throw Wanted.invalid(
                    "The records of this connector are of the account " + before.get() + ", and this would open "
                            + after.get() + ". Make another connector for it.",
                    key.text().equals(secrets.apiKey(connector)) ? "account" : "secretKey");
        }
    }

    /** The account so far; empty where its key does not open it any more. */
    private Optional<String> before(Connector connector, ProviderCall call) {
        try {
            var key = at(connector.provider()).key(secrets.apiKey(connector));
            return at(connector.provider()).account(key, connector.account(), call);
        } catch (ProviderException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private ProviderAccounts at(String provider) {
        return providers.stream()
                .filter(candidate -> candidate.provider().equals(provider))
                .findFirst()
                .orElseThrow(() -> Wanted.invalid(
                        "The providers are "
                                + String.join(
                                        ", ",
                                        providers.stream()
                                                .map(ProviderAccounts::provider)
                                                .toList())
                                + ".",
                        "provider"));
    }

    private static String mode(boolean livemode) {
        return livemode ? "live mode" : "test mode";
    }
}
