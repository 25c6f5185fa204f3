package dev.drover.app;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.SupervisorSession;

/**
 * The one owner of whether the window offers to start a supervisor: while there is no connection,
 * in a home where that would help. FX thread only.
 */
final class StartOffer {

    private final AppActions actions;
    private final Runnable start;
    private boolean helps;
    private boolean lost;

    /**
     * @param start starts one and connects
     */
    StartOffer(AppActions actions, SupervisorSession session, Runnable start) {
        this.actions = actions;
        this.start = start;
        session.stateProperty()
                .subscribe(
                        state -> {
                            lost = state instanceof ConnectionState.Lost;
                            refresh();
                        });
    }

    /** Says whether a supervisor is what this home lacks, as far as is known now. */
    void helps(boolean now) {
        helps = now;
        refresh();
    }

    private void refresh() {
        if (helps && lost) {
            actions.on(AppAction.START_SUPERVISOR, start);
        } else {
            actions.off(AppAction.START_SUPERVISOR);
        }
    }
}
