package dev.drover.ui.processtable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "0, 0 s",
        "59, 59 s",
        "60, 1 m 0 s",
        "192, 3 m 12 s",
        "7500, 2 h 5 m",
        "273600, 3 d 4 h"
    })
    void uptimeHasTheTwoLargestUnits(long seconds, String text) {
        assertThat(Figures.uptime(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void zeroIsADot() {
        assertThat(Figures.cpu(0.04)).isEqualTo("·");
        assertThat(Figures.memory(0)).isEqualTo("·");
        assertThat(Figures.count(0)).isEqualTo("·");
    }

    @Test
    void memoryIsInMegabytes() {
        assertThat(Figures.memory(88_290_000)).isEqualTo("84 MB");
        assertThat(Figures.memory(9_900_000)).isEqualTo("9.4 MB");
    }
}
