package io.tenderbook.stripe;

import com.stripe.exception.StripeException;
import com.stripe.net.StripeResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the header by which a server says when to come again: seconds, or a date. */
final class RetryAfter {
    /** No header keeps us away for longer. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** Null if the answer has no such header, or one that cannot be read. */
    static @Nullable Duration of(StripeException failure) {
        if (failure.getStripeError() == null || failure.getStripeError().getLastResponse() == null) {
            return null;
        }
        StripeResponse answer = failure.getStripeError().getLastResponse();
        return answer.headers()
                .firstValue("Retry-After")
                .map(value -> parse(value.strip(), answer.date()))
                .orElse(null);
    }

    static @Nullable Duration parse(String value, @Nullable Instant now) {
        if (value.matches("[0-9]{1,9}")) {
            return atMost(Duration.ofSeconds(Integer.parseInt(value)));
        }
        try {
            var then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return now == null ? null : atMost(Duration.between(now, then));
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static Duration atMost(Duration time) {
        return time.isNegative() ? Duration.ZERO : time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }
}
