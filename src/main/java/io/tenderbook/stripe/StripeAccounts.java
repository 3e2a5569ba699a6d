package io.tenderbook.stripe;

import com.stripe.exception.PermissionException;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.ProviderAccounts;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderKey;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stripe's keys, webhook secrets and accounts. */
@Singleton
final class StripeAccounts implements ProviderAccounts {
    private static final Pattern KEY = Pattern.compile("(sk|rk)_(test|live)_[A-Za-z0-9_]{1,240}");
    private static final Pattern WEBHOOK_SECRET = Pattern.compile("whsec_[!-~]{1,240}");

    /** Stripe's keys have no further underscore: no real one begins like this. */
    private static final Pattern OF_THE_SANDBOX = Pattern.compile("(sk|rk)_test_sandbox.*");

    private static final String NOT_REACHED = "account_invalid";

    private final StripeClients clients;
    private final StripeCaller caller;
    private final StripeConfiguration configuration;

    StripeAccounts(StripeClients clients, StripeCaller caller, StripeConfiguration configuration) {
        this.clients = clients;
        this.caller = caller;
        this.configuration = configuration;
    }

    @Override
    public String provider() {
        return StripePaymentProvider.NAME;
    }

    @Override
    public ProviderKey key(String text) {
        if (text.startsWith("pk_")) {
            throw new IllegalArgumentException(
                    "This is a publishable key, which is for browsers. Send the secret key, sk_…, or a restricted one, rk_….");
        }
        if (!KEY.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "Send a secret key of Stripe as its dashboard shows it: sk_test_…, sk_live_…, rk_test_… or rk_live_….");
        }
        return new ProviderKey(
                text,
                text.startsWith("_live_", 2),
                configuration.sandboxBase() != null
                        && OF_THE_SANDBOX.matcher(text).matches());
    }

    @Override
    public String webhookSecret(String text) {
        if (!WEBHOOK_SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "Send the signing secret of the webhook endpoint as Stripe's dashboard shows it: whsec_….");
        }
        return text;
    }

    /** A restricted key may be refused its own account and be good all the same for what a connector needs. */
    @Override
    public Optional<String> account(ProviderKey key, @Nullable String account, ProviderCall call) {
        var accounts = clients.of(key, account).v1().accounts();
        var restricted = new Restricted();
        try {
            var timed = caller.send(call, null, options -> {
                try {
                    return accounts.retrieveCurrent(options).getLastResponse();
                } catch (PermissionException refused) {
                    restricted.note(refused);
                    throw refused;
                }
            });
            return Optional.ofNullable(
                    StripeJson.text(Json.parse(timed.response().body()), "id"));
        } catch (ProviderException.Rejected refused) {
            if (restricted.toOwnAccount) {
                return Optional.empty();
            }
            throw restricted.fromAccount
                    ? new ProviderException.Rejected("Stripe does not let this key act for that account.")
                    : new ProviderException.Rejected("Stripe does not know this key.");
        }
    }

    /** Why a key that Stripe knows was refused. Written on the thread that calls, read when that is done. */
    private static final class Restricted {
        private volatile boolean toOwnAccount;
        private volatile boolean fromAccount;

        void note(PermissionException refused) {
            fromAccount = NOT_REACHED.equals(refused.getCode());
            toOwnAccount = !fromAccount;
        }
    }
}
