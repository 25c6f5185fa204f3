package dev.drover.ui.logview;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as somebody types it: 14:02, 2026-11-21 14:02:11, 15m ago as -15m. */
final class GoToTime {

    private static final Pattern AGO = Pattern.compile("-\\s?(\\d{1,6})\\s?([smhd])");
    private static final Pattern CLOCK =
            Pattern.compile("(?:(\\d{4}-\\d\\d-\\d\\d)[T ]+)?(\\d{1,2}:\\d\\d(?::\\d\\d)?)");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private GoToTime() {}

    /** Empty when it is no time. A clock time without a day is the last one that was. */
    static Optional<Instant> read(String text, Instant now, ZoneId zone) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return Optional.of(now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2))));
        }
        try {
            Matcher clock = CLOCK.matcher(text);
            if (clock.matches()) {
                String time =
                        clock.group(2).length() % 3 == 1 ? "0" + clock.group(2) : clock.group(2);
                return Optional.of(at(clock.group(1), LocalTime.parse(time), now, zone));
            }
            return DAY.matcher(text).matches()
                    ? Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant())
                    : Optional.empty();
        } catch (DateTimeException _) {
            // Digits that are no time.
            return Optional.empty();
        }
    }

    private static Instant at(@Nullable String day, LocalTime time, Instant now, ZoneId zone) {
        if (day != null) {
            return LocalDate.parse(day).atTime(time).atZone(zone).toInstant();
        }
        LocalDateTime today = now.atZone(zone).toLocalDate().atTime(time);
        Instant at = today.atZone(zone).toInstant();
        return at.isAfter(now) ? today.minusDays(1).atZone(zone).toInstant() : at;
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
