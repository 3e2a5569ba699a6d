package io.tenderbook.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people write it: 30s, 10m, 24h or 7d. */
final class Span implements ITypeConverter<Duration> {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})([smhd])");

    @Override
    public Duration convert(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new TypeConversionException("\"" + text + "\" is no time: write 30s, 10m, 24h or 7d.");
        }
        long count = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
