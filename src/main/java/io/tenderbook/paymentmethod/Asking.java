package io.tenderbook.paymentmethod;

import org.jspecify.annotations.Nullable;

/**
 * One who wants an object to be read, and why.
 *
 * @param seen the snapshot that the event showed; null if no event about this object caused the read
 * @param word what the event that caused the read said beside it; null if none did
 */
record Asking<S>(@Nullable S seen, @Nullable EventWord word, Cause cause, Follower follower) {
    static <S> Asking<S> event(@Nullable S seen, EventWord word, Follower follower) {
        return new Asking<>(seen, word, Cause.event(word), follower);
    }
}
