package dev.drover.supervisor.trigger;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule in the words of cron: five fields (minute, hour, day of month, month, day of week), or
 * six with seconds first. A field is {@code *}, a number, a name, a range, a list, or one of these
 * with a step; the day of the month may be {@code L}, its last. When both days are restricted, one
 * that fits is enough.
 *
 * <p>Where a change of the clocks leaves a time out, that day has none; where it repeats a time,
 * both count.
 */
final class CronPattern {

    private static final int MAX_YEARS = 9;
    private static final String LAST_DAY = "l";
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final List<String> DAYS =
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Map<String, String> NICKNAMES =
            Map.of(
                    "@yearly", "0 0 1 1 *",
                    "@annually", "0 0 1 1 *",
                    "@monthly", "0 0 1 * *",
                    "@weekly", "0 0 * * 0",
                    "@daily", "0 0 * * *",
                    "@hourly", "0 * * * *");

    private final BitSet seconds;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean lastDay;
    private final boolean anyDay;
    private final boolean anyWeekday;

    private CronPattern(String[] fields) {
        seconds = field(fields[0], 0, 59, List.of());
        minutes = field(fields[1], 0, 59, List.of());
        hours = field(fields[2], 0, 23, List.of());
        lastDay = fields[3].equals(LAST_DAY);
        days = lastDay ? new BitSet() : field(fields[3], 1, 31, List.of());
        months = field(fields[4], 1, 12, MONTHS);
        weekdays = field(fields[5], 0, 7, DAYS);
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        anyDay = fields[3].startsWith("*") || fields[3].equals("?");
        anyWeekday = fields[5].startsWith("*") || fields[5].equals("?");
    }

    /**
     * @throws IllegalArgumentException with one sentence when the text is not a schedule
     */
    static CronPattern parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        String[] fields = NICKNAMES.getOrDefault(plain, plain).split("\\s+");
        if (fields.length == 5) {
            fields = ("0 " + String.join(" ", fields)).split(" ");
        }
        if (fields.length != 6) {
            throw new IllegalArgumentException(
                    "The schedule \"" + text + "\" must have five or six fields.");
        }
        try {
            return new CronPattern(fields);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The schedule \"" + text + "\" is not understood: " + e.getMessage(), e);
        }
    }

    /** The first time after {@code from}; empty when there is none for years. */
    Optional<ZonedDateTime> next(ZonedDateTime from) {
        ZonedDateTime at = from.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        ZonedDateTime end = from.plusYears(MAX_YEARS);
        while (at.isBefore(end)) {
            if (!months.get(at.getMonthValue())) {
                at = startOf(at.toLocalDate().withDayOfMonth(1).plusMonths(1), at);
            } else if (!isDay(at)) {
                at = startOf(at.toLocalDate().plusDays(1), at);
            } else if (!hours.get(at.getHour())) {
                // Not by truncating to the hour: where clocks change by half an hour, that may go
                // back by more than the hour that is then added.
                at = at.truncatedTo(ChronoUnit.MINUTES).plusMinutes(60 - at.getMinute());
            } else if (!minutes.get(at.getMinute())) {
                at = at.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
            } else if (!seconds.get(at.getSecond())) {
                at = at.plusSeconds(1);
            } else {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** A day need not begin at midnight. */
    private static ZonedDateTime startOf(LocalDate day, ZonedDateTime zoned) {
        return day.atStartOfDay(zoned.getZone());
    }

    private boolean isDay(ZonedDateTime at) {
        boolean day =
                lastDay
                        ? at.getDayOfMonth() == at.toLocalDate().lengthOfMonth()
                        : days.get(at.getDayOfMonth());
        boolean weekday = weekdays.get(at.getDayOfWeek().getValue() % 7);
        return anyDay || anyWeekday ? day && weekday : day || weekday;
    }

    private static BitSet field(String text, int first, int last, List<String> names) {
        BitSet set = new BitSet();
        for (String part : text.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            int step = stepped.length == 2 ? number(stepped[1], 1, last, List.of()) : 1;
            if (stepped.length > 2) {
                throw new NumberFormatException(part + " has two steps");
            }
            String range = stepped[0];
            int dash = range.indexOf('-');
            int from;
            int to;
            if (range.equals("*") || range.equals("?")) {
                from = first;
                to = last;
            } else if (dash > 0) {
                from = number(range.substring(0, dash), first, last, names);
                to = number(range.substring(dash + 1), first, last, names);
            } else {
                from = number(range, first, last, names);
                to = stepped.length == 2 ? last : from;
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private static int number(String text, int first, int last, List<String> names) {
        int name = text.length() >= 3 ? names.indexOf(text.substring(0, 3)) : -1;
        int value = name >= 0 ? name + first : parse(text, first);
        if (value < first || value > last) {
            throw new NumberFormatException(text + " is not from " + first + " to " + last);
        }
        return value;
    }

    private static int parse(String text, int first) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : first - 1;
    }
}
