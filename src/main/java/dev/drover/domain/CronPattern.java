package dev.drover.domain;

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
public final class CronPattern {

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
        seconds = new Reader(CronFault.Field.SECOND, 0, 59, List.of()).read(fields[0]);
        minutes = new Reader(CronFault.Field.MINUTE, 0, 59, List.of()).read(fields[1]);
        hours = new Reader(CronFault.Field.HOUR, 0, 23, List.of()).read(fields[2]);
        lastDay = fields[3].equals(LAST_DAY);
        days =
                lastDay
                        ? new BitSet()
                        : new Reader(CronFault.Field.DAY, 1, 31, List.of()).read(fields[3]);
        months = new Reader(CronFault.Field.MONTH, 1, 12, MONTHS).read(fields[4]);
        weekdays = new Reader(CronFault.Field.WEEKDAY, 0, 7, DAYS).read(fields[5]);
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        anyDay = fields[3].startsWith("*") || fields[3].equals("?");
        anyWeekday = fields[5].startsWith("*") || fields[5].equals("?");
    }

    /**
     * @throws CronFault when the text is not a schedule
     */
    public static CronPattern parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        String[] fields = NICKNAMES.getOrDefault(plain, plain).split("\\s+");
        if (fields.length == 5) {
            fields = ("0 " + String.join(" ", fields)).split(" ");
        }
        if (fields.length != 6) {
            throw CronFault.ofCount(text);
        }
        try {
            return new CronPattern(fields);
        } catch (CronFault e) {
            throw e.in(text);
        }
    }

    /** The first time after {@code from}; empty when there is none for years. */
    public Optional<ZonedDateTime> next(ZonedDateTime from) {
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

    /** Reads one field. */
    private record Reader(CronFault.Field field, int first, int last, List<String> names) {

        BitSet read(String text) {
            BitSet set = new BitSet();
            for (String part : text.split(",", -1)) {
                add(part, set);
            }
            return set;
        }

        private void add(String part, BitSet set) {
            String[] stepped = part.split("/", -1);
            if (stepped.length > 2) {
                throw fault(CronFault.Kind.TWO_STEPS, part);
            }
            int step = stepped.length == 2 ? number(stepped[1], 1, List.of()) : 1;
            String range = stepped[0];
            int dash = range.indexOf('-');
            int from;
            int to;
            if (range.equals("*") || range.equals("?")) {
                from = first;
                to = last;
            } else if (dash > 0) {
                from = number(range.substring(0, dash), first, names);
                to = number(range.substring(dash + 1), first, names);
            } else {
                from = number(range, first, names);
                to = stepped.length == 2 ? last : from;
            }
            if (to < from) {
                throw fault(CronFault.Kind.BACKWARDS, range);
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }

        private int number(String text, int least, List<String> known) {
            int name = text.length() >= 3 ? known.indexOf(text.substring(0, 3)) : -1;
            int value = name >= 0 ? name + least : parse(text);
            if (value < least || value > last) {
                throw CronFault.of(CronFault.Kind.NOT_IN_RANGE, field, text, least, last);
            }
            return value;
        }

        private CronFault fault(CronFault.Kind kind, String part) {
            return CronFault.of(kind, field, part, first, last);
        }

        private static int parse(String text) {
            return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
        }
    }
}
