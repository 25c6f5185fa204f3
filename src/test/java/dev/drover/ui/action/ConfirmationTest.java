package dev.drover.ui.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class ConfirmationTest {

    private static String detail(List<ProcessDescription> targets) {
        return Confirmation.of(ProcessAction.DELETE, targets).detail();
    }

    private static List<ProcessDescription> named(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> SampleProcess.named(i, "s" + i).build())
                .toList();
    }

    @Test
    void ofOneTheTitleSaysWhich() {
        assertThat(detail(named(1)))
                .isEqualTo("What runs is stopped and leaves the list. Log files stay.");
        assertThat(Confirmation.of(ProcessAction.DELETE, named(1)).title()).isEqualTo("Delete s0?");
    }

    @Test
    void ofFewAllAreNamed() {
        assertThat(detail(named(9))).startsWith("s0, s1, s2, s3, s4, s5, s6, s7, s8.\n\nWhat");
    }

    @Test
    void ofManyEightAreNamedAndTheOthersCounted() {
        assertThat(detail(named(30))).startsWith("s0, s1, s2, s3, s4, s5, s6, s7 and 22 more.");
    }

    @Test
    void instancesOfOneNameAreOneName() {
        assertThat(
                        detail(
                                List.of(
                                        SampleProcess.named(0, "web").build(),
                                        SampleProcess.named(1, "web").build(),
                                        SampleProcess.named(2, "api").build())))
                .startsWith("api, web ×2.");
    }
}
