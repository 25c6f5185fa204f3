package dev.drover.supervisor.log;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Day.js date patterns, as {@code log_date_format} has them, for {@link DateTimeFormatter}. */
public final class DatePattern {

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\[([^\\]]*)\\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|ZZ|Z");

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
                    Map.entry("a", "a"),
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
                builder.appendPattern(JAVA.getOrDefault(matcher.group(), ""));
            }
            end = matcher.end();
        }
        builder.appendLiteral(pattern.substring(end));
        return builder.toFormatter(Locale.ENGLISH);
    }
}
