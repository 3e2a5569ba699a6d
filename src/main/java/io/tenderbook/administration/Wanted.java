package io.tenderbook.administration;

import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import java.time.Duration;
import java.util.List;

/** What wishes have in common: names, times, and what can be wrong with them. */
final class Wanted {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private Wanted() {}

    static String name(String name, int longest) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.codePointCount(0, stripped.length()) > longest) {
            throw invalid("A name has 1 to " + longest + " characters and is not blank.", "name");
        }
        return stripped;
    }

    /** How long what is replaced stays good. */
    static Duration overlap(int seconds) {
        if (seconds < 0 || seconds > LONGEST_OVERLAP.toSeconds()) {
            throw invalid("The overlap is 0 to " + LONGEST_OVERLAP.toSeconds() + " seconds.", "overlapSeconds");
        }
        return Duration.ofSeconds(seconds);
    }

    /** What the provider says of something that was sent. */
    static UserErrorException unfit(IllegalArgumentException described, String field) {
        return invalid(String.valueOf(described.getMessage()), field);
    }

    static UserErrorException invalid(String message, String field) {
        return failure(UserErrorCode.INVALID_INPUT, message, field);
    }

    static UserErrorException failure(UserErrorCode code, String message, String field) {
        return new UserErrorException(new UserError(code, message, List.of(field)));
    }
}
