package dev.drover.ui.why;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainLinesTest {

    @Test
    void coloursAndMovementsAreTakenOut() {
        assertThat(PlainLines.of("\u001b[38;5;196mno\u001b[0m \u001b[2Kway\u001b(B"))
                .isEqualTo("no way");
    }

    @Test
    void linksAndTitlesOfATerminalAreTakenOut() {
        assertThat(
                        PlainLines.of(
                                "\u001b]0;title\u0007a"
                                        + " \u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\"))
                .isEqualTo("a link");
    }

    @Test
    void tabsBecomeSpacesAndOtherControlsAreShown() {
        assertThat(PlainLines.of("\ta\u0000\r")).isEqualTo("    a\\u0000");
    }
}
