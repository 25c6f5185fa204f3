package dev.drover.app;

import dev.drover.ui.action.AppActions;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.SupervisorSession;

import javafx.stage.Stage;

import java.util.function.IntConsumer;

/**
 * A window, as the tray sees it.
 *
 * @param name of its home
 * @param session whether its processes are known
 * @param model the processes
 * @param actions its commands
 * @param raise it comes to the front
 * @param why it shows why this process ended
 */
record TrayWindow(
        String name,
        Stage stage,
        SupervisorSession session,
        ProcessListModel model,
        AppActions actions,
        Runnable raise,
        IntConsumer why) {}
