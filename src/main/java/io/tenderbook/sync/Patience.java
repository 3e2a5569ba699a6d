package io.tenderbook.sync;

import io.tenderbook.provider.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tries a piece of work again while the provider is unavailable, for a while. The work must be repeatable.
 */
final class Patience {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));
    private static final Duration NOTEWORTHY = Duration.ofSeconds(1);

    /** For a person who waits for the end. */
    static final Duration OF_A_COMMAND = Duration.ofMinutes(5);

    /** For a job, which comes again and has other connectors to serve. */
    static final Duration OF_A_JOB = Duration.ofSeconds(10);

    private final Pause pause;
    private final Consumer<String> notices;
    private final Duration most;

    /** @param notices hears in a sentence why it takes longer; from any thread that works */
    Patience(Pause pause, Consumer<String> notices, Duration most) {
        this.pause = pause;
        this.notices = notices;
        this.most = most;
    }

    /** @throws RepairStopped if the provider stays away, or refuses for good */
    <T> T work(Supplier<T> work) throws InterruptedException {
        var waited = Duration.ZERO;
        for (int tries = 0; ; tries++) {
            try {
                return work.get();
            } catch (ProviderException.Unavailable away) {
                if (waited.compareTo(most) >= 0) {
                    throw new RepairStopped(
                            "The provider has been away for " + waited.toSeconds() + " s (" + away.getMessage()
                                    + "): run the same again later; it goes on where it stopped.",
                            away);
                }
                Duration time = away.retryAfter().orElse(PAUSES.get(Math.min(tries, PAUSES.size() - 1)));
                if (time.compareTo(NOTEWORTHY) >= 0) {
                    notices.accept(away.getMessage() + " Waiting " + time.toSeconds() + " s.");
                }
                pause.last(time);
                waited = waited.plus(time);
            } catch (ProviderException.Rejected refused) {
                throw new RepairStopped("The provider refuses: " + refused.getMessage(), refused);
            }
        }
    }
}
