package dev.drover.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.paint.Color;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;

class ProcessColorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"#ffffff", "#0d1117"})
    void eachColourCanBeReadOnTheBackgroundOfItsTheme(String web) {
        Color background = Color.web(web);

        assertThat(IntStream.range(0, ProcessColors.count()))
                .allSatisfy(
                        n ->
                                assertThat(contrast(ProcessColors.of(n, background), background))
                                        .isGreaterThan(4.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ffffff", "#0d1117"})
    void allDifferAndThenTheyBeginAgain(String web) {
        Color background = Color.web(web);

        assertThat(
                        IntStream.range(0, ProcessColors.count())
                                .mapToObj(n -> ProcessColors.of(n, background)))
                .doesNotHaveDuplicates();
        assertThat(ProcessColors.of(ProcessColors.count(), background))
                .isEqualTo(ProcessColors.of(0, background));
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
