package io.tenderbook.paymentmethod;

import io.tenderbook.organisation.Caller;
import io.tenderbook.provider.ProviderCall;
import java.util.UUID;

/**
 * One run of a mutation.
 *
 * @param operationId whose steps its intents are; the same when a caller asks again with the same idempotency key
 * @param call the deadline that all its calls to the provider share
 */
record Mutation(UUID operationId, Cause cause, ProviderCall call) {
    static Mutation start(String name, Caller caller, UUID operationId) {
        return new Mutation(operationId, Cause.mutation(name, caller), ProviderCall.start());
    }
}
