package dev.drover.ui.logview;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

/**
 * Runs an action at once, but not more often than once per period; the last request is never lost.
 * FX thread only.
 */
final class Throttle {

    private final PauseTransition pause;
    private final Runnable action;
    private boolean requested;

    Throttle(Duration period, Runnable action) {
        this.pause = new PauseTransition(period);
        this.action = action;
        pause.setOnFinished(_ -> periodOver());
    }

    void request() {
        if (pause.getStatus() == PauseTransition.Status.RUNNING) {
            requested = true;
        } else {
            action.run();
            pause.playFromStart();
        }
    }

    private void periodOver() {
        if (requested) {
            requested = false;
            action.run();
            pause.playFromStart();
        }
    }
}
