package io.tenderbook.cli;

import io.tenderbook.administration.Outcome;
import io.tenderbook.platform.StartRefused;

/** What administration answers to a person at the command line. */
final class Wish {
    private Wish() {}

    /** @throws StartRefused with the reason, if it was not granted */
    static <T> T granted(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Rejected<T> rejected ->
                throw new StartRefused(rejected.error().message());
        };
    }
}
