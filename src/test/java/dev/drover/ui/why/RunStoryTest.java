package dev.drover.ui.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class RunStoryTest {

    private static final RestartPolicy STOPS_AT_3 =
            new RestartPolicy(
                    true,
                    Duration.ofSeconds(1),
                    16,
                    Duration.ZERO,
                    Optional.empty(),
                    Set.of(3),
                    Optional.empty());
    private static final ProcessSpec SPEC =
            ProcessSpec.builder(Path.of("/tmp/home"), "api", Path.of("/srv/api"))
                    .restart(STOPS_AT_3)
                    .build();

    @Test
    void theFirstToShowIsTheLastThatHasEnded() {
        RunRecord crashed = MemoryRuns.crashed(2);

        assertThat(story(MemoryRuns.running(3), crashed).first()).contains(crashed);
    }

    @Test
    void aRunThatGoesOnIsShownWhenThereIsNoOther() {
        RunRecord running = MemoryRuns.running(1);

        assertThat(story(running).first()).contains(running);
        assertThat(story().first()).isEmpty();
    }

    @Test
    void exitCodesThatMeanSuccessAreNoFailures() {
        RunRecord done = MemoryRuns.ended(1, new ExitStatus.Exited(3), new Cause.OwnExit());

        assertThat(RunOutcome.of(done, SPEC)).isEqualTo(RunOutcome.FINISHED);
    }

    @Test
    void aSignalThatWasAskedForIsNoFailure() {
        ExitStatus signal = new ExitStatus.Signaled(Signal.SIGKILL, false);

        assertThat(RunOutcome.of(MemoryRuns.ended(1, signal, new Cause.OwnExit()), SPEC))
                .isEqualTo(RunOutcome.FAILED);
        assertThat(RunOutcome.of(MemoryRuns.ended(1, signal, new Cause.ByUser("me")), SPEC))
                .isEqualTo(RunOutcome.STOPPED);
    }

    @Test
    void anUnknownEndIsNeitherGoodNorAFailure() {
        RunOutcome outcome =
                RunOutcome.of(
                        MemoryRuns.ended(1, new ExitStatus.Unknown("lost"), new Cause.OwnExit()),
                        SPEC);

        assertThat(outcome).isEqualTo(RunOutcome.UNKNOWN);
        assertThat(outcome.isGood()).isFalse();
    }

    @Test
    void failuresInARowEndAtTheFirstRunThatDidNotFail() {
        RunStory story =
                story(
                        MemoryRuns.running(5),
                        MemoryRuns.crashed(4),
                        MemoryRuns.crashed(3),
                        stopped(2, Duration.ofHours(1)),
                        MemoryRuns.crashed(1));

        assertThat(story.failuresInARow()).extracting(RunRecord::run).containsExactly(4, 3);
    }

    @Test
    void aRunThatWasStoppedBeforeItCouldFailIsNotTheLastGoodOne() {
        RunRecord good = stopped(1, Duration.ofHours(1));
        RunRecord crashed = MemoryRuns.crashed(3);
        RunStory story = story(crashed, stopped(2, Duration.ofMillis(10)), good);

        assertThat(story.lastGoodBefore(crashed)).contains(good);
    }

    private static RunRecord stopped(int number, Duration lived) {
        return MemoryRuns.ended(
                number,
                lived,
                new ExitStatus.Signaled(Signal.SIGINT, false),
                new Cause.ByUser("me"));
    }

    /** Newest first. */
    private static RunStory story(RunRecord... runs) {
        return new RunStory(List.of(runs), SPEC);
    }
}
