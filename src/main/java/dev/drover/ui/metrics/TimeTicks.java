package dev.drover.ui.metrics;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * The marks of a time axis, at round times of the user's clock.
 *
 * @param stepSeconds from one mark to the next
 */
record TimeTicks(int stepSeconds, List<Instant> at) {

    private static final int[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
        86_400
    };
    private static final int MINUTE = 60;

    TimeTicks {
        at = List.copyOf(at);
    }

    /**
     * @param most how many marks there is room for, at least 1
     */
    static TimeTicks of(Instant from, Instant to, ZoneId zone, int most) {
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        int step = STEPS[STEPS.length - 1];
        for (int candidate : STEPS) {
            if (seconds / candidate <= most) {
                step = candidate;
                break;
            }
        }
        long offset = zone.getRules().getOffset(from).getTotalSeconds();
        List<Instant> at = new ArrayList<>();
        long first = Math.ceilDiv(from.getEpochSecond() + offset, step) * step - offset;
        for (long second = first; second <= to.getEpochSecond(); second += step) {
            at.add(Instant.ofEpochSecond(second));
        }
        return new TimeTicks(step, at);
    }

    /** Hours and minutes, with seconds where the step needs them; at midnight the day. */
    String label(Instant tick, ZoneId zone) {
        ZonedDateTime local = tick.atZone(zone);
        if (local.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return DateTimeFormatter.ofPattern("d MMM").format(local);
        }
        return DateTimeFormatter.ofPattern(stepSeconds < MINUTE ? "HH:mm:ss" : "HH:mm")
                .format(local);
    }
}
