package dev.drover.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Node's debugger in a definition. */
class DebuggerTest {

    private static ProcessDescription process(int id, String interpreter, String... words) {
        return SampleProcess.named(id, "api").runBy(interpreter, words).build();
    }

    @ParameterizedTest
    @CsvSource({
        "node, true",
        "/usr/local/bin/node, true",
        "bash, false",
        "none, false",
        "bun, false"
    })
    void onlyNodeHasIt(String interpreter, boolean possible) {
        assertThat(Debugger.isPossible(process(0, interpreter))).isEqualTo(possible);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--inspect",
                "--inspect=0",
                "--inspect-brk",
                "--inspect-brk=9230",
                "--inspect-wait"
            })
    void itIsTakenAwayHoweverItIsAskedFor(String option) {
        ProcessDescription api = process(0, "node", "--enable-source-maps", option);
        assertThat(Debugger.isOn(api)).isTrue();
        assertThat(Debugger.off(api).interpreterArgs()).containsExactly("--enable-source-maps");
    }

    @Test
    void theFirstHasTheUsualPortAndTheNextAnother() {
        ProcessDescription api = process(0, "node", "--trace-warnings");
        ProcessDescription debugged = process(1, "node", "--inspect");
        assertThat(Debugger.on(api, List.of(api)).interpreterArgs())
                .containsExactly("--trace-warnings", "--inspect");
        assertThat(Debugger.on(api, List.of(api, debugged)).interpreterArgs())
                .containsExactly("--trace-warnings", "--inspect=0");
    }

    @Test
    void otherWordsThatBeginAlikeStay() {
        ProcessDescription api = process(0, "node", "--inspect-port=9300");
        assertThat(Debugger.isOn(api)).isFalse();
        assertThat(Debugger.off(api).interpreterArgs()).containsExactly("--inspect-port=9300");
    }
}
