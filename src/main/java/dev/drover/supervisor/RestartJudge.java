package dev.drover.supervisor;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.supervisor.Lifecycle.State;
import dev.drover.supervisor.restart.RestartDecider;
import dev.drover.supervisor.restart.RestartDecision;

import java.time.Duration;

/** Asks {@link RestartDecider} where it has a say, and keeps what it remembers. Owner thread. */
final class RestartJudge {

    private long noRestartsUntil;
    private boolean held;

    /** No automatic restart happens for this long. */
    void hold(Duration time) {
        held = true;
        noRestartsUntil = System.nanoTime() + time.toNanos();
    }

    private boolean isHeld() {
        return held && noRestartsUntil - System.nanoTime() > 0;
    }

    /** What follows the end of the present run, which was at {@code nanoTime}. */
    RestartDecision decide(ManagedProcess row, ExitStatus status, long nanoTime) {
        State state = row.standing.state();
        if (state != State.STARTING && state != State.ONLINE) {
            return new RestartDecision.StayDown("Stopped: " + row.endCause.sentence() + ".");
        }
        if (isHeld()) {
            return new RestartDecision.StayDown("Not restarted: the supervisor is about to end.");
        }
        row.nextCause = new Cause.Crash(status);
        RestartDecider.Verdict verdict =
                RestartDecider.decide(
                        row.spec.restart(),
                        row.history,
                        new RestartDecider.Exit(
                                status, Duration.ofNanos(nanoTime - row.startedNanos)));
        row.history = verdict.history();
        row.history
                .lastBackoff()
                .ifPresent(delay -> row.bookkeeping = row.bookkeeping.withBackoff(delay));
        return verdict.decision();
    }
}
