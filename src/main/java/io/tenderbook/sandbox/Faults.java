package io.tenderbook.sandbox;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often things go wrong at an account, and how badly. The same seed makes the same choices for the same requests and
 * deliveries in the same order.
 *
 * @param odds per cent of the requests, or of the deliveries; a fault that is not in it does not happen
 * @param method the HTTP method whose requests suffer; null for all
 * @param slowest how long a slow answer is held back at most; each for a random part of it
 * @param latest how long a late delivery, or the second of a duplicated one, takes at most; each a random part of it
 */
public record Faults(
        long seed, Map<Fault, Integer> odds, @Nullable String method, Duration slowest, Duration latest) {
    private static final int ALWAYS = 100;
    private static final Duration SLOWEST = Duration.ofSeconds(20);
    private static final Duration LATEST = Duration.ofMinutes(10);

    /** @throws IllegalArgumentException if odds are none, or a time is negative or out of reason */
    public Faults {
        odds = Map.copyOf(odds);
        odds.forEach((fault, percent) -> {
            if (percent < 0 || percent > ALWAYS) {
                throw new IllegalArgumentException(fault.word() + " takes 0 to 100 per cent.");
            }
        });
        check("slow", slowest, SLOWEST);
        check("late", latest, LATEST);
    }

    private static void check(String name, Duration time, Duration most) {
        if (time.isNegative() || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + "_ms takes 0 to " + most.toMillis() + ".");
        }
    }

    /** No faults yet; slow means up to 500 ms, late up to 2 s. */
    public static Faults seeded(long seed) {
        return new Faults(seed, Map.of(), null, Duration.ofMillis(500), Duration.ofSeconds(2));
    }

    /** The same with this happening so often. */
    public Faults odds(Fault fault, int percent) {
        Map<Fault, Integer> more = new EnumMap<>(Fault.class);
        more.putAll(odds);
        more.put(fault, percent);
        return new Faults(seed, more, method, slowest, latest);
    }

    /** The same with only requests of this HTTP method suffering. */
    public Faults only(String httpMethod) {
        return new Faults(seed, odds, httpMethod, slowest, latest);
    }

    public Faults slowest(Duration time) {
        return new Faults(seed, odds, method, time, latest);
    }

    public Faults latest(Duration time) {
        return new Faults(seed, odds, method, slowest, time);
    }
}
