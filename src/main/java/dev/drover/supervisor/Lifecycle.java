package dev.drover.supervisor;

import static dev.drover.domain.ProcessStatus.ERRORED;
import static dev.drover.domain.ProcessStatus.LAUNCHING;
import static dev.drover.domain.ProcessStatus.ONLINE;
import static dev.drover.domain.ProcessStatus.STOPPED;
import static dev.drover.domain.ProcessStatus.STOPPING;
import static dev.drover.domain.ProcessStatus.WAITING_RESTART;

import dev.drover.domain.ProcessStatus;
import dev.drover.supervisor.SupervisorException.Kind;
import dev.drover.supervisor.restart.RestartDecision;

import java.util.ArrayList;
import java.util.List;

/**
 * The states of one entry and the moves between them: a pure table {@code (standing, input) ->
 * (standing, effects)}. Every state answers every input; the compiler checks it. What is wanted is
 * kept apart from what is, so that a command that arrives in the middle of a start or a stop is not
 * lost.
 */
final class Lifecycle {

    private static final Effect SPAWN = new Effect.Do(Action.SPAWN);
    private static final Effect BEGIN_STOP = new Effect.Do(Action.BEGIN_STOP);
    private static final Effect KILL = new Effect.Do(Action.KILL);
    private static final Effect CANCEL_RESTART = new Effect.Do(Action.CANCEL_RESTART);
    private static final Effect ANSWER_START = new Effect.Do(Action.ANSWER_START);
    private static final Effect ANSWER_STOP = new Effect.Do(Action.ANSWER_STOP);
    private static final Effect SWEEP = new Effect.Do(Action.SWEEP);
    private static final Effect SAY_EXITED = new Effect.Announce(Fact.EXITED);

    private Lifecycle() {}

    /** What an entry really is. */
    enum State {
        STOPPED,
        /** The system call that makes the process is under way. */
        SPAWNING,
        /** The process runs, but has not said that it is ready. */
        STARTING,
        ONLINE,
        STOPPING,
        WAITING_RESTART,
        ERRORED
    }

    /** What it should be. */
    enum Wanted {
        UP,
        DOWN,
        /** Down, and then up again. */
        AGAIN
    }

    record Standing(State state, Wanted wanted) {
        static final Standing NEW = new Standing(State.STOPPED, Wanted.DOWN);
    }

    record Transition(Standing next, List<Effect> effects) {}

    /** What may happen to an entry. */
    sealed interface Input {
        record Start() implements Input {}

        record Stop() implements Input {}

        /** Stop without grace. */
        record Kill() implements Input {}

        record Restart() implements Input {}

        /** A restart in which the run before goes on until the new one is ready. */
        record Reload() implements Input {}

        /** A reload came to nothing; the run before is the present one again. */
        record RolledBack() implements Input {}

        record Spawned(boolean waitReady) implements Input {}

        record SpawnFailed() implements Input {}

        /** It said ready, or the time for that is over. */
        record Ready() implements Input {}

        /** The process ended, its output is in its log; what follows if nobody asked for that. */
        record Exited(RestartDecision decision) implements Input {}

        /** A stop is over; {@code complete} is false when something of it still runs. */
        record TreeGone(boolean complete) implements Input {}

        record RestartDue() implements Input {}
    }

    /** What the supervisor has to do, in order. */
    sealed interface Effect {
        /** The description says this status from now on. */
        record Show(ProcessStatus status) implements Effect {}

        record Announce(Fact fact) implements Effect {}

        record Do(Action action) implements Effect {}

        record Refuse(Kind kind) implements Effect {}
    }

    enum Fact {
        ONLINE,
        EXITED,
        STOPPED,
        RESTART_LIMIT_REACHED
    }

    enum Action {
        SPAWN,
        AWAIT_READY,
        BEGIN_STOP,
        KILL,
        /** Ends what a dead run left in its process group. */
        SWEEP,
        SCHEDULE_RESTART,
        CANCEL_RESTART,
        COUNT_RESTART,
        /** Those who wait for a start get the description. */
        ANSWER_START,
        /** Those who wait for a start hear that it failed. */
        FAIL_START,
        ANSWER_STOP
    }

    static Transition step(Standing now, Input input) {
        return switch (now.state()) {
            case STOPPED, ERRORED -> whenDown(now, input);
            case SPAWNING -> whenSpawning(now, input);
            case STARTING -> whenStarting(now, input);
            case ONLINE -> whenOnline(now, input);
            case STOPPING -> whenStopping(now, input);
            case WAITING_RESTART -> whenWaiting(now, input);
        };
    }

    private static Transition whenDown(Standing now, Input input) {
        return switch (input) {
            case Input.Start _, Input.Restart _, Input.Reload _ -> launch();
            case Input.Stop _, Input.Kill _ ->
                    now.state() == State.STOPPED
                            ? stay(now, SWEEP, ANSWER_STOP)
                            : to(
                                    State.STOPPED,
                                    Wanted.DOWN,
                                    SWEEP,
                                    new Effect.Show(STOPPED),
                                    ANSWER_STOP);
            case Input.Spawned _,
                    Input.SpawnFailed _,
                    Input.Ready _,
                    Input.Exited _,
                    Input.TreeGone _,
                    Input.RolledBack _,
                    Input.RestartDue _ ->
                    stay(now);
        };
    }

    private static Transition whenSpawning(Standing now, Input input) {
        return switch (input) {
            case Input.Start _ ->
                    now.wanted() == Wanted.DOWN
                            ? to(State.SPAWNING, Wanted.AGAIN)
                            : stay(now, new Effect.Refuse(Kind.ALREADY_LAUNCHING));
            case Input.Stop _, Input.Kill _ -> to(State.SPAWNING, Wanted.DOWN);
            case Input.Restart _, Input.Reload _ -> to(State.SPAWNING, Wanted.AGAIN);
            case Input.RolledBack _ -> rolledBack(now.wanted());
            case Input.Spawned(boolean waitReady) ->
                    switch (now.wanted()) {
                        case UP ->
                                waitReady ? to(State.STARTING, Wanted.UP, awaitReady()) : online();
                        case DOWN -> stop(Wanted.DOWN);
                        case AGAIN -> stop(Wanted.UP);
                    };
            case Input.SpawnFailed _ ->
                    to(
                            State.ERRORED,
                            Wanted.DOWN,
                            new Effect.Show(ERRORED),
                            SAY_EXITED,
                            new Effect.Do(Action.FAIL_START),
                            ANSWER_STOP);
            case Input.Ready _, Input.Exited _, Input.TreeGone _, Input.RestartDue _ -> stay(now);
        };
    }

    private static Transition whenStarting(Standing now, Input input) {
        return switch (input) {
            case Input.Start _ -> stay(now, new Effect.Refuse(Kind.ALREADY_LAUNCHING));
            case Input.Stop _ -> stop(Wanted.DOWN);
            case Input.Kill _ -> kill();
            case Input.Restart _, Input.Reload _ -> stop(Wanted.UP);
            case Input.RolledBack _ -> rolledBack(now.wanted());
            case Input.Ready _ -> online();
            case Input.Exited(RestartDecision decision) -> ended(decision);
            case Input.Spawned _, Input.SpawnFailed _, Input.TreeGone _, Input.RestartDue _ ->
                    stay(now);
        };
    }

    private static Transition whenOnline(Standing now, Input input) {
        return switch (input) {
            case Input.Start _ -> stay(now, new Effect.Refuse(Kind.ALREADY_ONLINE));
            case Input.Stop _ -> stop(Wanted.DOWN);
            case Input.Kill _ -> kill();
            case Input.Restart _ -> stop(Wanted.AGAIN);
            case Input.Reload _ ->
                    to(
                            State.SPAWNING,
                            Wanted.UP,
                            new Effect.Do(Action.COUNT_RESTART),
                            new Effect.Show(LAUNCHING),
                            SPAWN);
            case Input.Exited(RestartDecision decision) -> ended(decision);
            case Input.Ready _,
                    Input.Spawned _,
                    Input.SpawnFailed _,
                    Input.TreeGone _,
                    Input.RolledBack _,
                    Input.RestartDue _ ->
                    stay(now);
        };
    }

    private static Transition whenStopping(Standing now, Input input) {
        return switch (input) {
            case Input.Start _, Input.Restart _, Input.Reload _ ->
                    now.wanted() == Wanted.AGAIN ? stay(now) : to(State.STOPPING, Wanted.UP);
            case Input.Stop _ -> to(State.STOPPING, Wanted.DOWN);
            case Input.Kill _ -> to(State.STOPPING, Wanted.DOWN, KILL);
            case Input.Exited _ -> stay(now, SAY_EXITED);
            case Input.TreeGone(boolean complete) -> stopped(now.wanted(), complete);
            case Input.Spawned _,
                    Input.SpawnFailed _,
                    Input.Ready _,
                    Input.RolledBack _,
                    Input.RestartDue _ ->
                    stay(now);
        };
    }

    private static Transition whenWaiting(Standing now, Input input) {
        return switch (input) {
            case Input.Start _, Input.Restart _, Input.Reload _ ->
                    to(
                            State.SPAWNING,
                            Wanted.UP,
                            CANCEL_RESTART,
                            new Effect.Show(LAUNCHING),
                            SPAWN);
            case Input.Stop _, Input.Kill _ ->
                    to(
                            State.STOPPED,
                            Wanted.DOWN,
                            CANCEL_RESTART,
                            new Effect.Show(STOPPED),
                            new Effect.Announce(Fact.STOPPED),
                            ANSWER_STOP);
            case Input.RestartDue _ ->
                    to(
                            State.SPAWNING,
                            Wanted.UP,
                            new Effect.Do(Action.COUNT_RESTART),
                            new Effect.Show(LAUNCHING),
                            SPAWN);
            case Input.Spawned _,
                    Input.SpawnFailed _,
                    Input.Ready _,
                    Input.Exited _,
                    Input.RolledBack _,
                    Input.TreeGone _ ->
                    stay(now);
        };
    }

    private static Transition launch() {
        return to(State.SPAWNING, Wanted.UP, new Effect.Show(LAUNCHING), SPAWN);
    }

    private static Effect awaitReady() {
        return new Effect.Do(Action.AWAIT_READY);
    }

    private static Transition online() {
        return to(
                State.ONLINE,
                Wanted.UP,
                new Effect.Announce(Fact.ONLINE),
                new Effect.Show(ONLINE),
                ANSWER_START);
    }

    /** What was asked for meanwhile is done to the run that is back. */
    private static Transition rolledBack(Wanted wanted) {
        Effect failed = new Effect.Do(Action.FAIL_START);
        return switch (wanted) {
            case UP -> to(State.ONLINE, Wanted.UP, new Effect.Show(ONLINE), failed);
            case DOWN ->
                    to(State.STOPPING, Wanted.DOWN, new Effect.Show(STOPPING), failed, BEGIN_STOP);
            case AGAIN -> stop(Wanted.UP);
        };
    }

    private static Transition stop(Wanted then) {
        return to(State.STOPPING, then, new Effect.Show(STOPPING), BEGIN_STOP);
    }

    private static Transition kill() {
        return to(State.STOPPING, Wanted.DOWN, new Effect.Show(STOPPING), KILL);
    }

    private static Transition stopped(Wanted wanted, boolean complete) {
        if (!complete) {
            Effect shown = new Effect.Show(ERRORED);
            return to(State.ERRORED, Wanted.DOWN, shown, ANSWER_STOP, ANSWER_START);
        }
        if (wanted == Wanted.DOWN) {
            return to(
                    State.STOPPED,
                    Wanted.DOWN,
                    new Effect.Show(STOPPED),
                    new Effect.Announce(Fact.STOPPED),
                    ANSWER_STOP,
                    ANSWER_START);
        }
        List<Effect> effects =
                new ArrayList<>(
                        List.of(
                                new Effect.Show(STOPPED),
                                new Effect.Announce(Fact.STOPPED),
                                ANSWER_STOP));
        if (wanted == Wanted.AGAIN) {
            effects.add(new Effect.Do(Action.COUNT_RESTART));
        }
        effects.add(new Effect.Show(LAUNCHING));
        effects.add(SPAWN);
        return new Transition(new Standing(State.SPAWNING, Wanted.UP), List.copyOf(effects));
    }

    private static Transition waiting(ProcessStatus shown) {
        return to(
                State.WAITING_RESTART,
                Wanted.UP,
                new Effect.Do(Action.SCHEDULE_RESTART),
                new Effect.Show(STOPPED),
                SAY_EXITED,
                new Effect.Show(shown),
                ANSWER_START,
                SWEEP);
    }

    private static Transition ended(RestartDecision decision) {
        return switch (decision) {
            case RestartDecision.RestartNow _ ->
                    to(
                            State.SPAWNING,
                            Wanted.UP,
                            new Effect.Show(STOPPED),
                            SAY_EXITED,
                            ANSWER_START,
                            new Effect.Do(Action.COUNT_RESTART),
                            new Effect.Show(LAUNCHING),
                            SPAWN);
            case RestartDecision.RestartAfter _ -> waiting(WAITING_RESTART);
            case RestartDecision.RestartSoon soon ->
                    waiting(soon.isLong() ? WAITING_RESTART : LAUNCHING);
            case RestartDecision.GiveUp _ ->
                    to(
                            State.ERRORED,
                            Wanted.DOWN,
                            new Effect.Show(ERRORED),
                            new Effect.Announce(Fact.RESTART_LIMIT_REACHED),
                            SAY_EXITED,
                            ANSWER_START,
                            SWEEP);
            case RestartDecision.StayDown _ ->
                    to(
                            State.STOPPED,
                            Wanted.DOWN,
                            new Effect.Show(STOPPED),
                            SAY_EXITED,
                            ANSWER_START);
        };
    }

    private static Transition to(State state, Wanted wanted, Effect... effects) {
        return new Transition(new Standing(state, wanted), List.of(effects));
    }

    private static Transition stay(Standing now, Effect... effects) {
        return new Transition(now, List.of(effects));
    }
}
