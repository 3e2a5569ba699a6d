package io.tenderbook.paymentmethod;

import io.tenderbook.provider.ProviderCall;
import java.util.function.Supplier;

/**
 * On what terms a customer with its payment methods is looked at.
 *
 * @param calls one for each call to the provider; the same each time where all share a deadline
 * @param listener hears of each object inside the transaction that settled it
 */
record Look(Cause cause, Supplier<ProviderCall> calls, Settlement.Listener listener) {}
