package dev.drover.project;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes and times as PM2 writes them: {@code 200M}, {@code 1G}, {@code 3000}, {@code 5s}, {@code
 * 2m}, {@code 1h}.
 */
final class Units {

    private static final Pattern SIZE =
            Pattern.compile("(\\d+)\\s*([KMG]?)B?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("(\\d+)\\s*(ms|s|m|h)?");

    private Units() {}

    /** Bytes, or empty when the text is not a size. */
    static Optional<Long> bytes(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long factor =
                switch (matcher.group(2).toUpperCase(java.util.Locale.ROOT)) {
                    case "K" -> 1L << 10;
                    case "M" -> 1L << 20;
                    case "G" -> 1L << 30;
                    default -> 1L;
                };
        return Optional.of(Long.parseLong(matcher.group(1)) * factor);
    }

    /** A duration, in milliseconds when no unit is given, or empty when the text is not one. */
    static Optional<Duration> time(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long n = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
        return Optional.of(
                switch (unit) {
                    case "s" -> Duration.ofSeconds(n);
                    case "m" -> Duration.ofMinutes(n);
                    case "h" -> Duration.ofHours(n);
                    default -> Duration.ofMillis(n);
                });
    }
}
