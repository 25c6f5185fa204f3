package dev.drover.logfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class Utf8LengthTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "größer",
                "поезд",
                "等待",
                "👩‍🚀 go",
                "\u0000\u007f\u0080\u07ff\u0800\uffff"
            })
    void isThatOfTheEncodedText(String text) {
        assertThat(Utf8Length.of(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        assertThat(Utf8Length.of("é" + text + "é", 1, text.length() + 1))
                .isEqualTo(Utf8Length.of(text));
    }
}
