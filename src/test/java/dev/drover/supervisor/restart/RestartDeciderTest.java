package dev.drover.supervisor.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class RestartDeciderTest {

    private static final ExitStatus CRASH = new ExitStatus.Exited(1);

    private RestartHistory history = RestartHistory.EMPTY;

    private RestartDecision exit(RestartPolicy policy, ExitStatus status, Duration uptime) {
        RestartDecider.Verdict verdict =
                RestartDecider.decide(policy, history, new RestartDecider.Exit(status, uptime));
        history = verdict.history();
        return verdict.decision();
    }

    private RestartDecision crash(RestartPolicy policy, long uptimeMillis) {
        return exit(policy, CRASH, Duration.ofMillis(uptimeMillis));
    }

    @Test
    void restartsAtOnceByDefault() {
        assertThat(crash(RestartPolicy.DEFAULT, 10)).isInstanceOf(RestartDecision.RestartNow.class);
    }

    @Test
    void restartsAfterASuccessfulExitToo() {
        assertThat(exit(RestartPolicy.DEFAULT, new ExitStatus.Exited(0), Duration.ofSeconds(5)))
                .isInstanceOf(RestartDecision.RestartNow.class);
    }

    @Test
    void givesUpAtTheSixteenthShortRun() {
        for (int run = 1; run < 16; run++) {
            assertThat(crash(RestartPolicy.DEFAULT, 100))
                    .isNotInstanceOf(RestartDecision.GiveUp.class);
        }
        assertThat(crash(RestartPolicy.DEFAULT, 100)).isInstanceOf(RestartDecision.GiveUp.class);
        assertThat(history).isEqualTo(RestartHistory.EMPTY);
    }

    @Test
    void givesUpAtAnyAge() {
        crash(RestartPolicy.DEFAULT, 3_600_000);
        for (int run = 1; run < 16; run++) {
            crash(RestartPolicy.DEFAULT, 100);
        }
        assertThat(crash(RestartPolicy.DEFAULT, 100)).isInstanceOf(RestartDecision.GiveUp.class);
    }

    @Test
    void givesUpHoweverLongTheDelaysMakeTheLoop() {
        RestartPolicy policy = RestartPolicy.DEFAULT.withDelay(Duration.ofMinutes(5));
        for (int run = 1; run < 16; run++) {
            crash(policy, 900);
        }
        assertThat(crash(policy, 900)).isInstanceOf(RestartDecision.GiveUp.class);
    }

    @Test
    void forgetsShortRunsAfterOneThatLasted() {
        RestartPolicy policy = RestartPolicy.DEFAULT.withMaxRestarts(3);
        crash(policy, 100);
        crash(policy, 100);
        crash(policy, 10_000);
        assertThat(crash(policy, 100)).isInstanceOf(RestartDecision.RestartNow.class);
        assertThat(history.shortRuns()).isEqualTo(1);
    }

    @Test
    void remembersShortRunsBesideThoseAsLongAsTheMinimum() {
        RestartPolicy policy = RestartPolicy.DEFAULT.withMaxRestarts(3);
        crash(policy, 100);
        crash(policy, 1100);
        crash(policy, 100);
        crash(policy, 1100);
        assertThat(crash(policy, 100)).isInstanceOf(RestartDecision.GiveUp.class);
    }

    @Test
    void doesNotCountRunsAsLongAsTheMinimum() {
        for (int run = 0; run < 40; run++) {
            assertThat(crash(RestartPolicy.DEFAULT, 1000))
                    .isNotInstanceOf(RestartDecision.GiveUp.class);
        }
    }

    @Test
    void pausesLongerAfterEachFailureInARow() {
        assertThat(pauses(CRASH, 100))
                .containsExactly(
                        0L, 5L, 7L, 9L, 13L, 19L, 26L, 37L, 52L, 73L, 103L, 144L, 202L, 283L, 396L);
    }

    @Test
    void pausesForProgramsThatFailJustAfterTheMinimum() {
        assertThat(pauses(CRASH, 1100))
                .startsWith(0L, 0L, 0L, 0L, 0L, 0L, 0L, 5L, 7L)
                .endsWith(37L, 52L);
    }

    @Test
    void neverPausesLongerThanFifteenSeconds() {
        for (int run = 0; run < 1000; run++) {
            crash(RestartPolicy.DEFAULT, 1100);
        }
        assertThat(crash(RestartPolicy.DEFAULT, 1100))
                .isInstanceOfSatisfying(
                        RestartDecision.RestartSoon.class,
                        soon -> assertThat(soon.delay()).isEqualTo(RestartDecider.MAX_BACKOFF));
    }

    @Test
    void doesNotPauseForProgramsThatRunAndEndWell() {
        assertThat(pauses(new ExitStatus.Exited(0), 1100)).containsOnly(0L);
    }

    @Test
    void doesNotPauseAfterARunThatLasted() {
        assertThat(pauses(CRASH, 20_000)).containsOnly(0L);
    }

    @Test
    void givesUpAtOnceWhenNoRestartIsAllowed() {
        assertThat(crash(RestartPolicy.DEFAULT.withMaxRestarts(0), 100))
                .isInstanceOf(RestartDecision.GiveUp.class);
    }

    @Test
    void staysDownWithoutAutomaticRestart() {
        RestartPolicy policy =
                RestartPolicy.DEFAULT.withAutorestart(false).withDelay(Duration.ofSeconds(1));
        assertThat(crash(policy, 100)).isInstanceOf(RestartDecision.StayDown.class);
    }

    @Test
    void countsAShortRunAfterWhichItStaysDown() {
        RestartPolicy policy = RestartPolicy.DEFAULT.withAutorestart(false);
        crash(policy, 100);
        assertThat(history.shortRuns()).isEqualTo(1);
    }

    @Test
    void staysDownAfterAListedExitCode() {
        RestartPolicy policy = RestartPolicy.DEFAULT.withStopExitCodes(Set.of(0, 3));
        assertThat(exit(policy, new ExitStatus.Exited(3), Duration.ofSeconds(9)))
                .isInstanceOf(RestartDecision.StayDown.class);
    }

    @Test
    void doesNotTakeASignalForExitCodeZero() {
        RestartPolicy policy = RestartPolicy.DEFAULT.withStopExitCodes(Set.of(0));
        assertThat(
                        exit(
                                policy,
                                new ExitStatus.Signaled(Signal.SIGKILL, false),
                                Duration.ofSeconds(9)))
                .isInstanceOf(RestartDecision.RestartNow.class);
    }

    @Test
    void waitsTheFixedDelay() {
        assertThat(crash(RestartPolicy.DEFAULT.withDelay(Duration.ofMillis(1500)), 10))
                .isInstanceOfSatisfying(
                        RestartDecision.RestartAfter.class,
                        after -> assertThat(after.delay()).isEqualTo(Duration.ofMillis(1500)));
    }

    @Test
    void growsTheDelayAsPm2Does() {
        RestartPolicy policy = RestartPolicy.DEFAULT.withBackoff(Duration.ofMillis(100));
        assertThat(delays(policy, 9))
                .containsExactly(100L, 150L, 225L, 337L, 505L, 757L, 1135L, 1702L, 2553L);
    }

    @Test
    void growsTheDelayToFifteenSecondsAtMost() {
        RestartPolicy policy =
                RestartPolicy.DEFAULT.withBackoff(Duration.ofSeconds(9)).withMaxRestarts(99);
        assertThat(delays(policy, 4)).containsExactly(9000L, 13500L, 15000L, 15000L);
    }

    @Test
    void startsTheDelayAnewAfterALongRun() {
        RestartPolicy policy = RestartPolicy.DEFAULT.withBackoff(Duration.ofMillis(100));
        delays(policy, 5);
        assertThat(((RestartDecision.RestartAfter) crash(policy, 30_001)).delay())
                .isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void saysWhyInASentence() {
        assertThat(crash(RestartPolicy.DEFAULT, 100).sentence())
                .isEqualTo("Ended with exit code 1 (short run 1 of 16); restarted at once.");
        history = RestartHistory.EMPTY;
        assertThat(crash(RestartPolicy.DEFAULT.withMaxRestarts(1), 100).sentence())
                .isEqualTo("Given up after 1 run shorter than 1 s; it ended with exit code 1.");
    }

    /** Milliseconds before each of the 15 restarts after runs of this length. */
    private List<Long> pauses(ExitStatus status, long uptimeMillis) {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            pauses.add(
                    switch (exit(RestartPolicy.DEFAULT, status, Duration.ofMillis(uptimeMillis))) {
                        case RestartDecision.RestartNow _ -> 0L;
                        case RestartDecision.RestartSoon soon -> soon.delay().toMillis();
                        default -> -1L;
                    });
        }
        return pauses;
    }

    private List<Long> delays(RestartPolicy policy, int count) {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            delays.add(((RestartDecision.RestartAfter) crash(policy, 10)).delay().toMillis());
        }
        return delays;
    }
}
