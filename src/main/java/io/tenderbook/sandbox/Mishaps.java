package io.tenderbook.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Draws what goes wrong, account by account. Nothing does unless it was asked for; a restart ends it. */
final class Mishaps {
    private static final Fate KIND = new Fate(Outcome.ANSWERED, Duration.ZERO);

    private final Map<String, Dice> accounts = new ConcurrentHashMap<>();

    /** How a request ends. */
    enum Outcome {
        ANSWERED,
        RATE_LIMITED,
        FAILED,
        CUT_OFF
    }

    /** @param pause between the work and its answer */
    record Fate(Outcome outcome, Duration pause) {}

    void begin(String account, Faults faults) {
        accounts.put(account, new Dice(faults));
    }

    void end(String account) {
        accounts.remove(account);
    }

    Fate ofRequest(String account, String method) {
        Dice dice = accounts.get(account);
        return dice == null ? KIND : dice.request(method);
    }

    /** How much later than usual an event arrives, each time it does; empty if it never does. */
    List<Duration> ofDelivery(String account) {
        Dice dice = accounts.get(account);
        return dice == null ? List.of(Duration.ZERO) : dice.delivery();
    }

    /** One account's faults, and the randomness left of their seed. */
    private static final class Dice {
        private final Faults faults;
        private final Random random;

        Dice(Faults faults) {
            this.faults = faults;
            this.random = new Random(faults.seed());
        }

        synchronized Fate request(String method) {
            if (faults.method() != null && !faults.method().equals(method)) {
                return KIND;
            }
            // Every fault is drawn each time, so that one choice does not shift the others'.
            Duration pause = part(faults.slowest(), happens(Fault.SLOW));
            boolean limited = happens(Fault.RATE_LIMITED);
            boolean failed = happens(Fault.FAILED);
            boolean cutOff = happens(Fault.CUT_OFF);
            Outcome outcome = limited
                    ? Outcome.RATE_LIMITED
                    : failed ? Outcome.FAILED : cutOff ? Outcome.CUT_OFF : Outcome.ANSWERED;
            return new Fate(outcome, pause);
        }

        synchronized List<Duration> delivery() {
            boolean lost = happens(Fault.LOST);
            Duration first = part(faults.latest(), happens(Fault.LATE));
            boolean twice = happens(Fault.DUPLICATED);
            Duration second = part(faults.latest(), twice);
            List<Duration> arrivals = new ArrayList<>();
            if (!lost) {
                arrivals.add(first);
                if (twice) {
                    arrivals.add(second);
                }
            }
            return arrivals;
        }

        private boolean happens(Fault fault) {
            return random.nextInt(100) < faults.odds().getOrDefault(fault, 0);
        }

        private Duration part(Duration most, boolean wanted) {
            long millis = random.nextLong(most.toMillis() + 1);
            return wanted ? Duration.ofMillis(millis) : Duration.ZERO;
        }
    }
}
