package dev.drover.ui.schedule;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.DialogWindow;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.common.WindowPlace;

import javafx.stage.Stage;
import javafx.stage.Window;

import java.time.Clock;
import java.util.List;

/** Opens the dialog. FX thread only. */
public final class ScheduleDialog {

    private final ProcessActions actions;
    private final Clock clock;

    /**
     * @param clock says what the next times are, and in which time zone
     */
    public ScheduleDialog(ProcessActions actions, Clock clock) {
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * What is asked about.
     *
     * @param targets at least one
     * @param isDrover false: the supervisor is a PM2 daemon, which restarts for it
     * @param here whether they run on this machine, by whose clock the times are told
     */
    public record Request(List<ProcessDescription> targets, boolean isDrover, boolean here) {

        public Request {
            targets = List.copyOf(targets);
        }
    }

    /** Asks for the schedule, and orders it. */
    public void show(Window owner, Request request) {
        Stage stage = new Stage();
        View<ScheduleController> view =
                new ViewLoader()
                        .register(
                                ScheduleController.class,
                                () -> new ScheduleController(actions, clock, request, stage::hide))
                        .load(ScheduleController.class, "Schedule.fxml");
        String title = ViewLoader.texts(ScheduleDialog.class).getString("title");
        DialogWindow.furnishModal(stage, owner, title, view.root());
        WindowPlace.fit(stage, 420, 300);
        stage.show();
        view.controller().focusField();
    }
}
