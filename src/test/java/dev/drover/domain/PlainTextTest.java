package dev.drover.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

/** S39, S25. */
class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b]52;c;Zm9v\u0007",
                "\u001b[2J",
                "\u009b2J",
                "a\nb",
                "a\rb",
                "\u007f",
                "\u0000",
                "a\u202eb",
                "a\u2066b",
                "a\u200fb",
                "a\u061cb",
                "a\u2028b"
            })
    void whatCouldActOnATerminalIsVisible(String text) {
        assertThat(PlainText.is(text)).isFalse();
        assertThat(PlainText.is(PlainText.visible(text))).isTrue();
        assertThat(PlainText.visible(text)).contains("\\u");
    }

    @Test
    void textOfAnyLanguageIsItself() {
        String text = "naïve שלום 你好 👋🏽 a-b_c.1 $(x)";
        assertThat(PlainText.is(text)).isTrue();
        assertThat(PlainText.visible(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "a\nb", "..", ".", "", "-x", "a/b", "\u202e", "a\u0000b"})
    void nameOfAFileIsHarmlessWhateverTheName(String name) {
        String stem = ProcessSpec.Builder.fileStem(name);
        assertThat(stem).matches("[A-Za-z0-9.-]+").doesNotStartWith(".");
        assertThat(Path.of("/h/logs").resolve(stem + "-out.log").normalize().getParent())
                .isEqualTo(Path.of("/h/logs"));
    }

    @Test
    void longNamesHaveFilesOfTheirOwn() {
        String one = ProcessSpec.Builder.fileStem("x".repeat(300) + "1");
        String other = ProcessSpec.Builder.fileStem("x".repeat(300) + "2");
        assertThat(one).hasSizeLessThan(200).isNotEqualTo(other);
    }
}
