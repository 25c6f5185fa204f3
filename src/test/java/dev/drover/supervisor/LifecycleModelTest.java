package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessStatus;
import dev.drover.supervisor.Lifecycle.Action;
import dev.drover.supervisor.Lifecycle.Effect;
import dev.drover.supervisor.Lifecycle.Input;
import dev.drover.supervisor.Lifecycle.Standing;
import dev.drover.supervisor.Lifecycle.State;
import dev.drover.supervisor.restart.RestartDecision;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random interleavings of commands with what happens to a process, held against what a user
 * expects: the last word counts, everybody is answered, and there is never a second process.
 */
class LifecycleModelTest {

    private static final int INTERLEAVINGS = 1000;
    private static final int STEPS = 40;

    private final List<String> story = new ArrayList<>();
    private Random random = new Random(0);

    private Standing standing = Standing.NEW;
    private ProcessStatus shown = ProcessStatus.STOPPED;
    private boolean spawning;
    private boolean alive;
    private boolean ending;
    private boolean timer;
    private int starters;
    private int stoppers;

    /** What a user expects in the end. */
    private boolean up;

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121, 42})
    void theLastWordCountsAndEverybodyIsAnswered(long seed) {
        random = new Random(seed);
        for (int i = 0; i < INTERLEAVINGS; i++) {
            begin();
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(3) == 0) {
                    command();
                } else {
                    happen(true);
                }
            }
            while (happen(false)) {
                assertThat(story).as("it comes to rest").hasSizeLessThan(10 * STEPS);
            }
            assertThat(standing.state())
                    .as("%s", story)
                    .isIn(up ? List.of(State.ONLINE) : List.of(State.STOPPED, State.ERRORED));
            assertThat(starters + stoppers).as("who waits after %s", story).isZero();
        }
    }

    private void begin() {
        story.clear();
        standing = Standing.NEW;
        shown = ProcessStatus.STOPPED;
        spawning = alive = ending = timer = up = false;
        starters = stoppers = 0;
    }

    private void command() {
        switch (random.nextInt(4)) {
            case 0 -> asked(new Input.Start(), true);
            case 1 -> asked(new Input.Restart(), true);
            case 2 -> asked(new Input.Stop(), false);
            default -> asked(new Input.Kill(), false);
        }
    }

    private void asked(Input input, boolean start) {
        up = start;
        starters += start ? 1 : 0;
        stoppers += start ? 0 : 1;
        take(input);
    }

    /**
     * Something that is due happens.
     *
     * @param unasked whether a start may fail and a process may end by itself
     * @return false when nothing is due
     */
    private boolean happen(boolean unasked) {
        if (spawning) {
            spawning = false;
            if (unasked && random.nextInt(8) == 0) {
                up = false;
                take(new Input.SpawnFailed());
            } else {
                alive = true;
                take(new Input.Spawned(random.nextBoolean()));
            }
        } else if (alive && ending) {
            alive = false;
            take(new Input.Exited(new RestartDecision.StayDown("")));
        } else if (ending) {
            ending = false;
            take(new Input.TreeGone(true));
        } else if (timer) {
            timer = false;
            take(new Input.RestartDue());
        } else if (standing.state() == State.STARTING && random.nextBoolean()) {
            take(new Input.Ready());
        } else if (alive && unasked) {
            alive = false;
            take(new Input.Exited(decision()));
        } else {
            return standing.state() == State.STARTING;
        }
        return true;
    }

    private RestartDecision decision() {
        return switch (random.nextInt(4)) {
            case 0 -> new RestartDecision.RestartNow("");
            case 1 -> new RestartDecision.RestartAfter(Duration.ofSeconds(1), "");
            case 2 -> {
                up = false;
                yield new RestartDecision.GiveUp("");
            }
            default -> {
                up = false;
                yield new RestartDecision.StayDown("");
            }
        };
    }

    private void take(Input input) {
        story.add(input.toString());
        Lifecycle.Transition transition = Lifecycle.step(standing, input);
        standing = transition.next();
        transition.effects().forEach(this::carryOut);
        assertThat(shown == ProcessStatus.ONLINE && !alive).as("a lie after %s", story).isFalse();
        assertThat(timer).as("%s", story).isEqualTo(standing.state() == State.WAITING_RESTART);
        assertThat(spawning).as("%s", story).isEqualTo(standing.state() == State.SPAWNING);
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Show(ProcessStatus status) -> shown = status;
            case Effect.Announce _ -> story.add(effect.toString());
            case Effect.Refuse _ -> starters--;
            case Effect.Do(Action action) -> carryOut(action);
        }
    }

    private void carryOut(Action action) {
        switch (action) {
            case SPAWN -> {
                assertThat(alive || spawning || ending).as("second after %s", story).isFalse();
                spawning = true;
            }
            case BEGIN_STOP, KILL -> ending = true;
            case SCHEDULE_RESTART -> timer = true;
            case CANCEL_RESTART -> timer = false;
            case ANSWER_START, FAIL_START -> starters = 0;
            case ANSWER_STOP -> stoppers = 0;
            case AWAIT_READY, SWEEP, COUNT_RESTART -> assertThat(starters).isNotNegative();
        }
    }
}
