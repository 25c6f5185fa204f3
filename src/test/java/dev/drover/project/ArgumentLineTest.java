package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class ArgumentLineTest {

    @Test
    void splitsAtBlanksWithRespectToQuotes() {
        assertThat(ArgumentLine.parse("  a 'b c' \"d \\\" e\" f\\ g h''i "))
                .containsExactly("a", "b c", "d \" e", "f g", "hi");
    }

    @Test
    void keepsAnEmptyQuotedArgument() {
        assertThat(ArgumentLine.parse("a '' b")).containsExactly("a", "", "b");
    }

    @Test
    void namesTheQuoteThatIsNotClosed() {
        assertThatThrownBy(() -> ArgumentLine.parse("a \"b"))
                .hasMessage("The quote \" at position 3 is not closed.");
    }

    @Test
    void formatsWhatItParses() {
        List<String> arguments = List.of("plain", "two words", "it's", "", "$HOME", "a\\b");
        assertThat(ArgumentLine.parse(ArgumentLine.format(arguments))).isEqualTo(arguments);
    }
}
