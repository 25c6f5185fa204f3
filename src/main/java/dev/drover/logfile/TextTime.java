package dev.drover.logfile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that a line itself begins with or names: ISO 8601 with its common variants, or the
 * milliseconds of a JSON logger.
 */
final class TextTime {

    /** Characters of a line that are looked at. */
    static final int WITHIN = 160;

    private static final Pattern ISO =
            Pattern.compile(
                    "(\\d{4})[-/](\\d\\d)[-/](\\d\\d)[T ](\\d\\d):(\\d\\d):(\\d\\d)"
                            + "(?:[.,](\\d{1,9}))?\\s?(Z|[+-]\\d\\d:?\\d\\d)?");
    private static final Pattern MILLIS =
            Pattern.compile("\"(?:time|timestamp|ts)\"\\s?:\\s?(\\d{13})\\b");
    private static final int NANO_DIGITS = 9;

    private TextTime() {}

    /** Empty when the line names none. */
    static Optional<Instant> of(String line, ZoneId zone) {
        String head = line.length() > WITHIN ? line.substring(0, WITHIN) : line;
        Matcher iso = ISO.matcher(head);
        if (iso.find()) {
            return instant(iso, zone);
        }
        Matcher millis = MILLIS.matcher(head);
        return millis.find()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(millis.group(1))))
                : Optional.empty();
    }

    private static Optional<Instant> instant(Matcher found, ZoneId zone) {
        String part = found.group(7) == null ? "" : found.group(7);
        int nanos = Integer.parseInt((part + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
        try {
            LocalDateTime local =
                    LocalDateTime.of(
                            number(found, 1),
                            number(found, 2),
                            number(found, 3),
                            number(found, 4),
                            number(found, 5),
                            number(found, 6),
                            nanos);
            String offset = found.group(8);
            ZoneId place = offset == null ? zone : ZoneOffset.of(offset);
            return Optional.of(local.atZone(place).toInstant());
        } catch (DateTimeException _) {
            // Digits that are no date.
            return Optional.empty();
        }
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }
}
