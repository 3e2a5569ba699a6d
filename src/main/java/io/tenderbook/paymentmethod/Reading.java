package io.tenderbook.paymentmethod;

import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderCall;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a read is made for.
 *
 * @param seen the snapshot that an event showed; null if no event about this object caused the read
 * @param word what that event said beside it
 * @param floor the second of the newest event that caused the read; null if none did
 * @param calls one for each call to the provider; the same each time where all share a deadline
 * @param heard tells of an end inside the transaction that made it
 */
record Reading<S>(
        Connector connector,
        String externalId,
        @Nullable S seen,
        @Nullable EventWord word,
        @Nullable Instant floor,
        Cause cause,
        PaymentMethodSource source,
        Supplier<ProviderCall> calls,
        UnaryOperator<Verdict> heard) {
    static <S> Reading<S> of(Connector connector, String externalId, Look look) {
        return new Reading<>(
                connector,
                externalId,
                null,
                null,
                null,
                look.cause(),
                PaymentMethodSource.IMPORT,
                look.calls(),
                verdict -> Rounds.heard(verdict, look.listener()));
    }
}
