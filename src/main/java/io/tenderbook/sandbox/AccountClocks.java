package io.tenderbook.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clocks that stamp what happens at each account. One may stand ahead of the real time, so that many changes share a
 * second or lie as far apart as a test wants. It is never behind: answers carry the real {@code Date}, and what was
 * stamped before an answer must not look older than that answer.
 */
final class AccountClocks {
    private final Clock real;
    private final Map<String, Instant> standing = new ConcurrentHashMap<>();

    AccountClocks(Clock real) {
        this.real = real;
    }

    /** Stands at that time from now on, until the real time has caught up. */
    void stand(String account, Instant time) {
        standing.put(account, time);
    }

    void run(String account) {
        standing.remove(account);
    }

    Instant now(String account) {
        Instant now = real.instant();
        Instant set = standing.getOrDefault(account, now);
        return set.isAfter(now) ? set : now;
    }

    Clock of(String account) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return real.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return fixed(instant(), zone);
            }

            @Override
            public Instant instant() {
                return now(account);
            }
        };
    }
}
