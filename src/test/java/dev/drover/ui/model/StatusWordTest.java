package dev.drover.ui.model;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

class StatusWordTest {

    private static final RestartPolicy NEVER = RestartPolicy.DEFAULT.withAutorestart(false);

    @ParameterizedTest
    @CsvSource({
        "ONLINE, ●, Running, RUNNING",
        "LAUNCHING, ◔, Launching, LAUNCHING",
        "WAITING_RESTART, ↻, Restarting, RESTARTING",
        "STOPPING, ◌, Stopping, STOPPING",
        "STOPPED, ○, Stopped, STOPPED",
        "ERRORED, ⊘, Gave up, GAVE_UP"
    })
    void everyStatusHasGlyphAndWord(
            ProcessStatus status, String glyph, String word, StatusWord expected) {
        StatusWord found = StatusWord.of(SampleProcess.named(0, "api").is(status).build());

        assertThat(found).isEqualTo(expected);
        assertThat(found.glyph()).isEqualTo(glyph);
        assertThat(found.word()).isEqualTo(word);
    }

    @ParameterizedTest
    @EnumSource(StatusWord.class)
    void noTwoStatesShareAGlyph(StatusWord word) {
        assertThat(Arrays.stream(StatusWord.values()).map(StatusWord::glyph))
                .filteredOn(word.glyph()::equals)
                .hasSize(1);
    }

    @Test
    void aProcessThatMayEndAndDidSoWellIsFinished() {
        assertThat(StatusWord.of(stopped(NEVER, new ExitStatus.Exited(0))))
                .isEqualTo(StatusWord.FINISHED);
    }

    @Test
    void aProcessThatMayEndButDidSoBadlyHasFailed() {
        assertThat(StatusWord.of(stopped(NEVER, new ExitStatus.Exited(3))))
                .isEqualTo(StatusWord.FAILED);
        assertThat(StatusWord.of(stopped(NEVER, new ExitStatus.Signaled(Signal.SIGKILL, false))))
                .isEqualTo(StatusWord.FAILED);
    }

    @Test
    void aStopExitCodeCountsAsFinished() {
        RestartPolicy policy = RestartPolicy.DEFAULT.withStopExitCodes(Set.of(42));

        assertThat(StatusWord.of(stopped(policy, new ExitStatus.Exited(42))))
                .isEqualTo(StatusWord.FINISHED);
    }

    @Test
    void aProcessThatWouldHaveBeenRestartedWasStoppedByTheUser() {
        assertThat(StatusWord.of(stopped(RestartPolicy.DEFAULT, new ExitStatus.Exited(0))))
                .isEqualTo(StatusWord.STOPPED);
        assertThat(StatusWord.of(stopped(NEVER, new ExitStatus.Signaled(Signal.SIGINT, false))))
                .isEqualTo(StatusWord.STOPPED);
    }

    @Test
    void whatTheUserStoppedIsStoppedWhateverItsExit() {
        for (ExitStatus exit :
                List.of(
                        new ExitStatus.Exited(0),
                        new ExitStatus.Exited(3),
                        new ExitStatus.Signaled(Signal.SIGKILL, false))) {
            assertThat(StatusWord.of(stopped(NEVER, exit, new Cause.ByUser("the window"))))
                    .as(exit.toString())
                    .isEqualTo(StatusWord.STOPPED);
        }
    }

    @Test
    void anEndByItselfIsAResultWhateverThePolicy() {
        Cause own = new Cause.OwnExit();

        assertThat(
                        StatusWord.of(
                                stopped(NEVER, new ExitStatus.Signaled(Signal.SIGINT, false), own)))
                .isEqualTo(StatusWord.FAILED);
        assertThat(StatusWord.of(stopped(RestartPolicy.DEFAULT, new ExitStatus.Exited(0), own)))
                .isEqualTo(StatusWord.FINISHED);
    }

    @Test
    void aWaitingRestartCountsDown() {
        ProcessDescription waiting =
                SampleProcess.named(0, "api")
                        .is(ProcessStatus.WAITING_RESTART)
                        .restartsAt(NOW.plusMillis(3200))
                        .build();

        assertThat(StatusWord.phrase(waiting, NOW)).isEqualTo("Restarting in 4 s");
        assertThat(StatusWord.phrase(waiting, NOW.plusSeconds(10))).isEqualTo("Restarting");
    }

    @Test
    void whatWasGivenUpSaysAfterHowManyTries() {
        ProcessDescription errored =
                SampleProcess.named(0, "api").is(ProcessStatus.ERRORED).restarted(16, 16).build();

        assertThat(StatusWord.phrase(errored, NOW)).isEqualTo("Gave up after 16");
    }

    private static ProcessDescription stopped(
            RestartPolicy policy, ExitStatus exit, Cause endCause) {
        return SampleProcess.named(0, "api")
                .is(ProcessStatus.STOPPED)
                .restart(policy)
                .ended(exit)
                .endedBy(endCause)
                .build();
    }

    private static ProcessDescription stopped(RestartPolicy policy, ExitStatus exit) {
        return SampleProcess.named(0, "api")
                .is(ProcessStatus.STOPPED)
                .restart(policy)
                .ended(exit)
                .build();
    }
}
