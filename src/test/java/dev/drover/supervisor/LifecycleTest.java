package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessStatus;
import dev.drover.supervisor.Lifecycle.Action;
import dev.drover.supervisor.Lifecycle.Effect;
import dev.drover.supervisor.Lifecycle.Fact;
import dev.drover.supervisor.Lifecycle.Input;
import dev.drover.supervisor.Lifecycle.Standing;
import dev.drover.supervisor.Lifecycle.State;
import dev.drover.supervisor.Lifecycle.Transition;
import dev.drover.supervisor.Lifecycle.Wanted;
import dev.drover.supervisor.restart.RestartDecision;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class LifecycleTest {

    private static final List<Input> INPUTS =
            List.of(
                    new Input.Start(),
                    new Input.Stop(),
                    new Input.Kill(),
                    new Input.Restart(),
                    new Input.Reload(),
                    new Input.RolledBack(),
                    new Input.Spawned(false),
                    new Input.Spawned(true),
                    new Input.SpawnFailed(),
                    new Input.Ready(),
                    new Input.Exited(new RestartDecision.RestartNow("")),
                    new Input.Exited(new RestartDecision.RestartAfter(Duration.ofSeconds(1), "")),
                    new Input.Exited(new RestartDecision.GiveUp("")),
                    new Input.Exited(new RestartDecision.StayDown("")),
                    new Input.TreeGone(true),
                    new Input.TreeGone(false),
                    new Input.RestartDue());

    private static Effect does(Action action) {
        return new Effect.Do(action);
    }

    private static Transition step(State state, Wanted wanted, Input input) {
        return Lifecycle.step(new Standing(state, wanted), input);
    }

    @Test
    void everyStateAnswersEveryInput() {
        for (State state : State.values()) {
            for (Wanted wanted : Wanted.values()) {
                for (Input input : INPUTS) {
                    assertThat(step(state, wanted, input))
                            .as("%s, %s: %s", state, wanted, input)
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void shownStatusAlwaysFitsTheStateItLeadsTo() {
        for (State state : State.values()) {
            for (Wanted wanted : Wanted.values()) {
                for (Input input : INPUTS) {
                    Transition t = step(state, wanted, input);
                    t.effects().stream()
                            .filter(Effect.Show.class::isInstance)
                            .map(Effect.Show.class::cast)
                            .reduce((_, last) -> last)
                            .ifPresent(
                                    shown ->
                                            assertThat(shown.status())
                                                    .as("%s, %s: %s", state, wanted, input)
                                                    .isEqualTo(status(t.next().state())));
                }
            }
        }
    }

    private static ProcessStatus status(State state) {
        return switch (state) {
            case STOPPED -> ProcessStatus.STOPPED;
            case SPAWNING, STARTING -> ProcessStatus.LAUNCHING;
            case ONLINE -> ProcessStatus.ONLINE;
            case STOPPING -> ProcessStatus.STOPPING;
            case WAITING_RESTART -> ProcessStatus.WAITING_RESTART;
            case ERRORED -> ProcessStatus.ERRORED;
        };
    }

    @Test
    void onlineIsAnnouncedWhileLaunching() {
        assertThat(step(State.SPAWNING, Wanted.UP, new Input.Spawned(false)).effects())
                .containsExactly(
                        new Effect.Announce(Fact.ONLINE),
                        new Effect.Show(ProcessStatus.ONLINE),
                        does(Action.ANSWER_START));
    }

    @Test
    void aStopDuringTheSpawnIsNotForgotten() {
        Transition stopped = step(State.SPAWNING, Wanted.UP, new Input.Stop());
        assertThat(Lifecycle.step(stopped.next(), new Input.Spawned(false)).next())
                .isEqualTo(new Standing(State.STOPPING, Wanted.DOWN));
    }

    @Test
    void aRestartDuringTheSpawnRunsTheNewSpecification() {
        Transition again = step(State.SPAWNING, Wanted.UP, new Input.Restart());
        assertThat(Lifecycle.step(again.next(), new Input.Spawned(false)).next())
                .isEqualTo(new Standing(State.STOPPING, Wanted.UP));
    }

    @Test
    void aStartDuringAStopIsCarriedOutAfterIt() {
        Transition start = step(State.STOPPING, Wanted.DOWN, new Input.Start());
        Transition gone = Lifecycle.step(start.next(), new Input.TreeGone(true));
        assertThat(gone.next()).isEqualTo(new Standing(State.SPAWNING, Wanted.UP));
        assertThat(gone.effects()).contains(new Effect.Announce(Fact.STOPPED), does(Action.SPAWN));
    }

    @Test
    void aRestartDoesNotWaitForABackoff() {
        Transition t = step(State.WAITING_RESTART, Wanted.UP, new Input.Restart());
        assertThat(t.effects()).contains(does(Action.CANCEL_RESTART), does(Action.SPAWN));
    }

    @Test
    void theLimitIsAnnouncedBeforeTheExit() {
        assertThat(
                        step(
                                        State.ONLINE,
                                        Wanted.UP,
                                        new Input.Exited(new RestartDecision.GiveUp("")))
                                .effects())
                .containsSubsequence(
                        new Effect.Show(ProcessStatus.ERRORED),
                        new Effect.Announce(Fact.RESTART_LIMIT_REACHED),
                        new Effect.Announce(Fact.EXITED));
    }

    @Test
    void aReloadStartsTheNextRunWithoutStoppingTheOneBefore() {
        Transition reload = step(State.ONLINE, Wanted.UP, new Input.Reload());

        assertThat(reload.next()).isEqualTo(new Standing(State.SPAWNING, Wanted.UP));
        assertThat(reload.effects())
                .containsExactly(
                        does(Action.COUNT_RESTART),
                        new Effect.Show(ProcessStatus.LAUNCHING),
                        does(Action.SPAWN));
    }

    @Test
    void aReloadThatCameToNothingIsOnlineAgain() {
        Transition back = step(State.STARTING, Wanted.UP, new Input.RolledBack());

        assertThat(back.next()).isEqualTo(new Standing(State.ONLINE, Wanted.UP));
        assertThat(back.effects())
                .containsExactly(new Effect.Show(ProcessStatus.ONLINE), does(Action.FAIL_START));
    }

    @Test
    void aStopDuringAFailedReloadIsDoneToTheRunThatIsBack() {
        Transition back = step(State.SPAWNING, Wanted.DOWN, new Input.RolledBack());

        assertThat(back.next()).isEqualTo(new Standing(State.STOPPING, Wanted.DOWN));
        assertThat(back.effects()).contains(does(Action.BEGIN_STOP));
    }
}
