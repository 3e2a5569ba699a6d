package io.tenderbook.paymentmethod;

import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderCall;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All whom one read serves. Each of them asked before it was sent, so that its answer is not older than any of them. */
record ReadGroup<S>(Connector connector, String externalId, List<Asking<S>> askings) {
    Reading<S> reading() {
        var newest = newest();
        var call = ProviderCall.ofEvent();
        return new Reading<>(
                connector,
                externalId,
                newest.seen(),
                newest.word(),
                floor(),
                newest.cause(),
                newest.word() == null ? PaymentMethodSource.IMPORT : PaymentMethodSource.WEBHOOK,
                () -> call,
                verdict -> Rounds.heard(verdict, followers()));
    }

    List<Follower> followers() {
        return askings.stream().map(Asking::follower).toList();
    }

    /** Whose snapshot counts if the provider does not know the object: the newest one's, if any of them has one. */
    private Asking<S> newest() {
        return askings.stream()
                .filter(asking -> asking.word() != null)
                .max(Comparator.<Asking<S>, Boolean>comparing(asking -> asking.seen() != null)
                        .thenComparing(
                                asking -> Objects.requireNonNull(asking.word()).created()))
                .orElse(askings.getFirst());
    }

    private @Nullable Instant floor() {
        return askings.stream()
                .map(Asking::word)
                .filter(Objects::nonNull)
                .map(EventWord::created)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
