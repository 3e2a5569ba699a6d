package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.IntentStatus;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a provider's failure the end of an intent, or leaves the intent to the janitor where the outcome is open. */
@Singleton
final class IntentCalls {
    private final Intents intents;

    IntentCalls(Intents intents) {
        this.intents = intents;
    }

    /**
     * Makes a call that ends the intent itself where it succeeds. Any other failure than the provider's leaves the intent
     * as it is: its lease ends by itself.
     *
     * @throws ProviderException that of the call; but nothing that may have been sent before is said not to have been
     */
    <T extends @Nullable Object> T make(Intent intent, Supplier<T> call) {
        try {
            return call.get();
        } catch (ProviderException.Unavailable nothingSent) {
            String reason = String.valueOf(nothingSent.getMessage());
            if (!intent.perhapsSent()) {
                intents.giveUp(intent, IntentStatus.NOT_SENT, reason);
                throw nothingSent;
            }
            intents.leave(intent, reason, false);
            throw new ProviderException.OutcomeUnknown(reason, false);
        } catch (ProviderException.OutcomeUnknown open) {
            intents.leave(intent, String.valueOf(open.getMessage()), open.keySpent());
            throw open;
        } catch (ProviderException refused) {
            intents.giveUp(intent, IntentStatus.FAILED, String.valueOf(refused.getMessage()));
            throw refused;
        }
    }
}
