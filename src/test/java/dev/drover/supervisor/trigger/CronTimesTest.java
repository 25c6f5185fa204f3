package dev.drover.supervisor.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.CronPattern;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Schedules under a wall clock that jumps; the waits themselves are by a clock that does not. */
class CronTimesTest {

    private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");

    private Instant now = NINE;
    private final List<Instant> runs = new ArrayList<>();

    /** Waits, with a jump of the clock in each wait, until the wall clock has passed a time. */
    private void until(Instant end, CronTimes times, UnaryOperator<Instant> jump) {
        while (now.isBefore(end)) {
            Duration wait = times.untilNextLook(now).orElseThrow();
            assertThat(wait).isBetween(Duration.ZERO, CronTimes.LONGEST_WAIT);
            now = jump.apply(now.plus(wait));
            if (times.isDue(now)) {
                runs.add(now);
            }
        }
    }

    private static CronTimes times(String pattern) {
        return new CronTimes(CronPattern.parse(pattern), ZoneId.of("Europe/Berlin"));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-21T" + time + "Z");
    }

    @Test
    void eachTimeIsDueOnce() {
        until(at("12:30:00"), times("0 * * * *"), UnaryOperator.identity());
        assertThat(runs).containsExactly(at("10:00:00"), at("11:00:00"), at("12:00:00"));
    }

    @Test
    void aClockThatIsCorrectedByALittleDoesNotRepeatATime() {
        CronTimes times = times("0 * * * *");
        until(at("10:00:00"), times, UnaryOperator.identity());
        now = at("09:59:58");
        until(at("10:30:00"), times, UnaryOperator.identity());
        assertThat(runs).containsExactly(at("10:00:00"));
    }

    @Test
    void timesThatAreJumpedOverAreOneRun() {
        CronTimes times = times("*/5 * * * *");
        until(at("09:02:00"), times, UnaryOperator.identity());
        Instant woken = at("12:01:00");
        until(woken, times, _ -> woken);
        assertThat(runs).containsExactly(woken);
    }

    @Test
    void aClockThatIsSetBackADayCountsFromThere() {
        CronTimes times = times("0 * * * *");
        until(at("10:10:00"), times, UnaryOperator.identity());
        now = now.minus(Duration.ofDays(1));
        Instant end = now.plus(Duration.ofHours(1));
        until(end, times, UnaryOperator.identity());
        assertThat(runs).containsExactly(at("10:00:00"), at("11:00:00").minus(Duration.ofDays(1)));
    }

    @Test
    void aClockThatRunsAnHourASecondGivesARunForEachLookAtMost() {
        int[] looks = {0};
        until(
                NINE.plus(Duration.ofDays(3)),
                times("0 * * * *"),
                time -> {
                    looks[0]++;
                    return time.plus(Duration.ofHours(1));
                });
        assertThat(runs).hasSizeLessThanOrEqualTo(looks[0]).doesNotHaveDuplicates();
    }

    @Test
    void theRepeatedHourHasTwoRunsAndTheMissingHourNone() {
        CronTimes times = times("30 2 * * *");
        now = Instant.parse("2026-10-24T22:00:00Z");
        until(Instant.parse("2026-10-25T22:00:00Z"), times, UnaryOperator.identity());
        now = Instant.parse("2027-03-27T23:00:00Z");
        until(Instant.parse("2027-03-28T22:00:00Z"), times, UnaryOperator.identity());
        assertThat(runs)
                .containsExactly(
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z"));
    }
}
