package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.paint.Color;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsiPaletteTest {

    @ParameterizedTest
    @ValueSource(strings = {"#ffffff", "#0d1117"})
    void every_text_colour_can_be_read(String ground) {
        Color background = Color.web(ground);
        Color text = background.equals(Color.WHITE) ? Color.BLACK : Color.WHITE;
        AnsiPalette palette = new AnsiPalette(text, background);

        for (int n = 0; n < 256; n++) {
            Color color = palette.paints(SgrStyle.PLAIN.apply("38;5;" + n)).text();
            assertThat(AnsiPalette.contrast(color, background))
                    .as("colour " + n)
                    .isGreaterThan(4.4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ffffff", "#0d1117"})
    void text_on_a_coloured_ground_can_be_read(String ground) {
        AnsiPalette palette = new AnsiPalette(Color.GRAY, Color.web(ground));

        for (int n = 0; n < 8; n++) {
            SgrStyle style = SgrStyle.PLAIN.apply("30;4" + n);
            AnsiPalette.Paints paints = palette.paints(style);
            assertThat(AnsiPalette.contrast(paints.text(), paints.background()))
                    .as("ground " + n)
                    .isGreaterThan(4.4);
        }
    }
}
