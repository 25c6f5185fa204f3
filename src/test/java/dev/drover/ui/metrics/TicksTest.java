package dev.drover.ui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ResourceBundle;
import java.util.stream.IntStream;

class TicksTest {

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final double MEGABYTE = 1 << 20;

    @ParameterizedTest
    @CsvSource({
        "0, 5, 2, 10",
        "7.3, 5, 2, 10",
        "100, 4, 25, 100",
        "101, 4, 50, 150",
        "398, 4, 100, 400"
    })
    void percentsEndAtARoundNumberAboveTheHighest(
            double most, int wanted, double step, double top) {
        ValueTicks ticks = ValueTicks.ofPercent(most, wanted);

        assertThat(ticks.step()).isEqualTo(step);
        assertThat(ticks.top()).isEqualTo(top);
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 512, 1024", "55, 4, 20480, 61440", "900, 3, 524288, 1048576"})
    void bytesStepInUnitsThatPeopleRead(
            double megabytes, int wanted, double kilobytes, double topKilobytes) {
        ValueTicks ticks = ValueTicks.ofBytes(megabytes * MEGABYTE, wanted);

        assertThat(ticks.step()).isEqualTo(kilobytes * 1024);
        assertThat(ticks.top()).isEqualTo(topKilobytes * 1024);
    }

    @Test
    void theHighestValueIsAlwaysOnTheAxisAndTheStepsAreFew() {
        IntStream.range(1, 2000)
                .forEach(
                        i -> {
                            double most = i * 1.37;
                            ValueTicks percent = ValueTicks.ofPercent(most, 5);
                            ValueTicks bytes = ValueTicks.ofBytes(most * MEGABYTE, 5);
                            assertThat(percent.top()).isGreaterThanOrEqualTo(most * 0.999);
                            assertThat(bytes.top()).isGreaterThanOrEqualTo(most * MEGABYTE * 0.999);
                            assertThat(percent.count()).isBetween(1, 5);
                            assertThat(bytes.count()).isBetween(1, 5);
                        });
    }

    @Test
    void timesAreRoundOnTheUsersClockAlsoWhereItIsHalfAnHourOff() {
        Instant from = Instant.parse("2026-03-01T12:03:10Z");

        TimeTicks ticks = TimeTicks.of(from, from.plus(Duration.ofHours(3)), KOLKATA, 8);

        assertThat(ticks.stepSeconds()).isEqualTo(1800);
        assertThat(ticks.at()).hasSize(6);
        assertThat(ticks.label(ticks.at().getFirst(), KOLKATA)).isEqualTo("18:00");
    }

    @Test
    void aShortAxisHasSecondsAndTheDayStandsAtMidnight() {
        Instant from = Instant.parse("2026-03-01T23:59:30Z");
        TimeTicks ticks = TimeTicks.of(from, from.plusSeconds(60), UTC, 4);

        assertThat(ticks.stepSeconds()).isEqualTo(15);
        assertThat(ticks.label(ticks.at().get(1), UTC)).isEqualTo("23:59:45");
        assertThat(ticks.label(ticks.at().get(2), UTC)).startsWith("2 ").doesNotContain(":");
    }

    @Test
    void figuresHaveTheDecimalsThatSaySomething() {
        ChartWords words =
                new ChartWords(ResourceBundle.getBundle("dev.drover.ui.metrics.strings"), UTC);

        assertThat(words.value(Quantity.CPU, 12.34)).isEqualTo("12.3 %");
        assertThat(words.value(Quantity.CPU, 0)).isEqualTo("0 %");
        assertThat(words.value(Quantity.CPU, 250.4)).isEqualTo("250 %");
        assertThat(words.value(Quantity.MEMORY, 55 * MEGABYTE)).isEqualTo("55 MB");
        assertThat(words.value(Quantity.MEMORY, 1536 * MEGABYTE)).isEqualTo("1.5 GB");
        assertThat(words.value(Quantity.MEMORY, 0)).isEqualTo("0 KB");
    }
}
