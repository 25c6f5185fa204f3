package dev.drover.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

class CronPatternTest {

    /** A Saturday. */
    private static final ZonedDateTime NOW =
            ZonedDateTime.of(2026, 11, 21, 10, 30, 15, 500, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    * * * * *            | 2026-11-21T10:31:00Z
                    * * * * * *          | 2026-11-21T10:30:16Z
                    */20 * * * * *       | 2026-11-21T10:30:20Z
                    0 0 * * *            | 2026-11-22T00:00:00Z
                    @daily               | 2026-11-22T00:00:00Z
                    30 10 * * *          | 2026-11-22T10:30:00Z
                    0 9-17/4 * * MON-FRI | 2026-11-23T09:00:00Z
                    0 0 * * 7            | 2026-11-22T00:00:00Z
                    0 0 1,15 * *         | 2026-12-01T00:00:00Z
                    0 0 13 * fri         | 2026-11-27T00:00:00Z
                    0 0 1 jan *          | 2027-01-01T00:00:00Z
                    0 0 29 2 *           | 2028-02-29T00:00:00Z
                    0 0 L * *            | 2026-11-30T00:00:00Z
                    0 0 L 2 *            | 2027-02-28T00:00:00Z
                    """)
    void nextTimeIsFound(String pattern, String next) {
        assertThat(CronPattern.parse(pattern).next(NOW)).contains(ZonedDateTime.parse(next));
    }

    /** The days on which clocks change. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    30 2 * * *   | Europe/Berlin       | 2026-03-29T00:00:00Z | 2026-03-30T00:30:00Z
                    0 3 * * *    | Europe/Berlin       | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z
                    */30 * * * * | Europe/Berlin       | 2026-03-29T00:30:00Z | 2026-03-29T01:00:00Z
                    30 2 * * *   | Europe/Berlin       | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z
                    30 2 * * *   | Europe/Berlin       | 2026-10-25T00:30:00Z | 2026-10-25T01:30:00Z
                    30 2 * * *   | Europe/Berlin       | 2026-10-25T01:30:00Z | 2026-10-26T01:30:00Z
                    0 5 * * *    | Australia/Lord_Howe | 2026-04-04T14:00:00Z | 2026-04-04T18:30:00Z
                    0 3 * * *    | Australia/Lord_Howe | 2026-10-03T15:00:00Z | 2026-10-03T16:00:00Z
                    0 0 * * *    | Africa/Cairo        | 2026-04-23T22:30:00Z | 2026-04-24T21:00:00Z
                    0 0 1 5 *    | Africa/Cairo        | 2026-04-23T22:30:00Z | 2026-04-30T21:00:00Z
                    """)
    void nextTimeIsFoundWhereClocksChange(String pattern, String zone, Instant from, Instant next) {
        assertThat(CronPattern.parse(pattern).next(from.atZone(ZoneId.of(zone))))
                .map(ZonedDateTime::toInstant)
                .contains(next);
    }

    @Test
    void scheduleWithoutADateNeverComes() {
        assertThat(CronPattern.parse("0 0 30 2 *").next(NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "* * * *",
                "61 * * * *",
                "* * 0 * *",
                "1/2/3 * * * *",
                "5-1 * * * *"
            })
    void nonsenseIsRefused(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CronPattern.parse(pattern))
                .withMessageContaining("The schedule \"" + pattern + "\"");
    }

    @Test
    void itIsSaidWhatIsWrongAndWhere() {
        assertThatExceptionOfType(CronFault.class)
                .isThrownBy(() -> CronPattern.parse("0 25 * * *"))
                .satisfies(
                        fault -> {
                            assertThat(fault.kind()).isEqualTo(CronFault.Kind.NOT_IN_RANGE);
                            assertThat(fault.field()).contains(CronFault.Field.HOUR);
                            assertThat(fault.part()).isEqualTo("25");
                            assertThat(fault.first()).isZero();
                            assertThat(fault.last()).isEqualTo(23);
                        });
        assertThatExceptionOfType(CronFault.class)
                .isThrownBy(() -> CronPattern.parse("* * * * * fri-mon"))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(CronFault.Kind.BACKWARDS));
    }
}
