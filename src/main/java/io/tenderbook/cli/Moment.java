package io.tenderbook.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment in the past: by ISO 8601 with its offset, or how long ago, such as 3d, 12h or 30m. */
final class Moment implements ITypeConverter<Instant> {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,5})([dhm])");

    private final Clock clock = Clock.systemUTC();

    @Override
    public Instant convert(String text) {
        Instant now = clock.instant();
        Instant moment = read(text, now);
        if (moment.isAfter(now)) {
            throw new TypeConversionException("\"" + text + "\" is in the future.");
        }
        return moment;
    }

    private static Instant read(String text, Instant now) {
        var ago = AGO.matcher(text);
        if (ago.matches()) {
            long count = Long.parseLong(ago.group(1));
            return now.minus(
                    switch (ago.group(2)) {
                        case "d" -> Duration.ofDays(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofMinutes(count);
                    });
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw new TypeConversionException("\"" + text
                    + "\" is no moment: write 2026-11-20T00:00:00Z, or how long ago, such as 3d, 12h or 30m.");
        }
    }
}
