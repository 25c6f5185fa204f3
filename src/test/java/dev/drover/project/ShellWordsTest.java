package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

    @Test
    void blanks_separate() {
        assertThat(ShellWords.split("  --port  3000\t-v ")).containsExactly("--port", "3000", "-v");
        assertThat(ShellWords.split("   ")).isEmpty();
    }

    @Test
    void quotes_keep_blanks_and_join() {
        assertThat(ShellWords.split("--title \"My app\" --x='a b'c"))
                .containsExactly("--title", "My app", "--x=a bc");
        assertThat(ShellWords.split("'' \"\"")).containsExactly("", "");
    }

    @Test
    void backslashes_escape_as_in_a_shell() {
        assertThat(ShellWords.split("a\\ b \"c\\\"d\" 'e\\f' \"g\\h\" \\'"))
                .containsExactly("a b", "c\"d", "e\\f", "g\\h", "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "\"a\\\""})
    void an_open_quote_is_refused(String line) {
        assertThatThrownBy(() -> ShellWords.split(line))
                .isInstanceOf(ShellWords.UnclosedQuoteException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", "it's", "", "$HOME", "a\"b", "日本", "a\nb"})
    void a_quoted_word_is_read_back(String word) {
        assertThat(ShellWords.split(ShellWords.quote(word))).containsExactly(word);
    }

    @Test
    void plain_words_are_not_quoted() {
        assertThat(ShellWords.quote("--port=3000")).isEqualTo("--port=3000");
    }
}
