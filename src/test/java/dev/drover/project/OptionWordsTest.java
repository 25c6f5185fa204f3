package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Each expectation is what PM2 7.0.4 listed as the {@code args} of an app with that text. */
class OptionWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "a  b # a|b",
                "\"a b\" c # a b|c",
                "a\\ b # a\\|b",
                "--x=\"y z\" # --x=\"y z\"",
                "--x='y z' w # --x='y z'|w",
                "--x=\"y z\"w # --x=\"y z\"|w",
                "--x==\"y z\" # --x==\"y|z\"",
                "x\"y z\" # x\"y|z\"",
                "=\"y z\" # =\"y|z\"",
                "a=b\"y z\" # a=b\"y|z\"",
                "\"a\"\"b\" # a|b",
                "\"a 'b' c\" # a 'b' c",
                "'a\"b' # a\"b",
                "\"a\\\" b # a\\|b",
                "a \"\" b # a|b",
                "x= \"a b\" # x=|a b",
                "x=\"\" # x=\"\"",
                "it's a b's # it's|a|b's",
                "a \"unclosed b # a|\"unclosed|b",
                "--json={\"a\":1} # --json={\"a\":1}",
                "'a'\\''b' # a|\\''b'",
                "--é=\"a b\" # --é=\"a b\"",
                "a\u00a0b # a|b",
            })
    void words_are_those_of_pm2(String line, String words) {
        assertThat(OptionWords.split(line)).isEqualTo(List.of(words.split("\\|")));
    }
}
