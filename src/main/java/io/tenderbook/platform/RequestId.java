package io.tenderbook.platform;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of one HTTP request, in its answer, its errors and its log lines. */
public record RequestId(String value) {
    /** The attribute of an HTTP request under which its id is found. */
    public static final String ATTRIBUTE = "tenderbook.request-id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Takes the caller's own id where it can safely be repeated in a header and a log, else makes one. */
    public static RequestId of(@Nullable String theirs) {
        return theirs != null && SANE.matcher(theirs).matches() && !CardNumbers.isIn(theirs)
                ? new RequestId(theirs)
                : new RequestId(Ids.next().toString());
    }
}
