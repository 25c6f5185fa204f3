package dev.drover.supervisor.log;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Day.js date patterns, as {@code log_date_format} has them, for {@link DateTimeFormatter}. */
public final class DatePattern {

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\[([^\\]]+)\\]|Y{1,4}|M{1,4}|D{1,2}|d{1,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|SSS|A|a|Z{1,2}");

    private static final Map<Long, String> DAYS =
            Map.of(1L, "Mo", 2L, "Tu", 3L, "We", 4L, "Th", 5L, "Fr", 6L, "Sa", 7L, "Su");
    private static final Map<Long, String> DAY_NUMBERS =
            Map.of(1L, "1", 2L, "2", 3L, "3", 4L, "4", 5L, "5", 6L, "6", 7L, "0");
    private static final Map<Long, String> HALVES = Map.of(0L, "am", 1L, "pm");

    private static final Map<String, String> JAVA =
            Map.ofEntries(
                    Map.entry("YYYY", "uuuu"),
                    Map.entry("YY", "uu"),
                    Map.entry("MMMM", "MMMM"),
                    Map.entry("MMM", "MMM"),
                    Map.entry("MM", "MM"),
                    Map.entry("M", "M"),
                    Map.entry("DD", "dd"),
                    Map.entry("D", "d"),
                    Map.entry("dddd", "EEEE"),
                    Map.entry("ddd", "EEE"),
                    Map.entry("HH", "HH"),
                    Map.entry("H", "H"),
                    Map.entry("hh", "hh"),
                    Map.entry("h", "h"),
                    Map.entry("mm", "mm"),
                    Map.entry("m", "m"),
                    Map.entry("ss", "ss"),
                    Map.entry("s", "s"),
                    Map.entry("SSS", "SSS"),
                    Map.entry("A", "a"),
                    Map.entry("ZZ", "xx"),
                    Map.entry("Z", "xxx"));

    private DatePattern() {}

    /** The formatter of a pattern; what is no token is printed as it stands. */
    public static DateTimeFormatter formatter(String pattern) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        Matcher matcher = TOKEN.matcher(pattern);
        int end = 0;
        while (matcher.find()) {
            builder.appendLiteral(pattern.substring(end, matcher.start()));
            if (matcher.group(1) != null) {
                builder.appendLiteral(matcher.group(1));
            } else {
                append(builder, matcher.group());
            }
            end = matcher.end();
        }
        builder.appendLiteral(pattern.substring(end));
        return builder.toFormatter(Locale.ENGLISH);
    }

    private static void append(DateTimeFormatterBuilder builder, String token) {
        switch (token) {
            case "a" -> builder.appendText(ChronoField.AMPM_OF_DAY, HALVES);
            case "dd" -> builder.appendText(ChronoField.DAY_OF_WEEK, DAYS);
            case "d" -> builder.appendText(ChronoField.DAY_OF_WEEK, DAY_NUMBERS);
            // One or three Y are the offset, to Day.js and so to PM2.
            default -> builder.appendPattern(JAVA.getOrDefault(token, "xx"));
        }
    }
}
