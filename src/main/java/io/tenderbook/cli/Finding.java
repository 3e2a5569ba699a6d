package io.tenderbook.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the doctor says of one thing.
 *
 * @param subject what was looked at
 * @param says what is wrong and how to mend it; where nothing is, what was seen
 */
record Finding(String subject, State state, String says) {
    enum State {
        GOOD,
        DOUBTFUL,
        BAD
    }

    static Finding good(String subject, String seen) {
        return new Finding(subject, State.GOOD, seen);
    }

    static Finding doubtful(String subject, String says) {
        return new Finding(subject, State.DOUBTFUL, says);
    }

    static Finding bad(String subject, String says) {
        return new Finding(subject, State.BAD, says);
    }

    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("state", state.name().toLowerCase(Locale.ROOT));
        shown.put("subject", subject);
        shown.put("says", says);
        return shown;
    }
}
