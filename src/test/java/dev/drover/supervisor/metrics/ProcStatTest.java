package dev.drover.supervisor.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class ProcStatTest {

    private static final String REST =
            " S 1 4242 4242 0 -1 4194560 1500 0 3 0 120 34 7 8 20 0 1 0 987654 24000000 2345"
                    + " 1844674407370955";

    private static ProcStat parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ProcStat.parse(bytes, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "my app", "a) S 1 (b", ")", "", "tick (1)", "ü"})
    void readsTheFieldsWhateverTheNameIs(String name) {
        assertThat(parse("4242 (" + name + ")" + REST + " 0 0\n"))
                .isEqualTo(new ProcStat('S', 1, 4242, 154, 987654, 2345));
    }

    @Test
    void seesAZombie() {
        assertThat(parse("7 (sh) Z 1 7 7 0 -1 0 0 0 0 0 1 2 0 0 20 0 1 0 5 0 0 0\n").state())
                .isEqualTo('Z');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4242", "4242 (node)", "4242 (node) S 1 2 3"})
    void refusesWhatIsCutOff(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
    }
}
