package dev.drover.app;

import dev.drover.daemon.FigureReader;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.action.Selection;
import dev.drover.ui.alerts.UnseenErrors;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.model.LiveFigures;
import dev.drover.ui.model.OutputMeter;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.SupervisorSession;
import dev.drover.ui.processtable.ProcessTableController;

import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is found out about the rows of a window's table only while a column shows it: asked of the
 * supervisor, or read from the output that passes anyway. FX thread only, but for the events.
 */
final class RowFigures {

    private final OutputMeter output = new OutputMeter();
    private final UnseenErrors errors = new UnseenErrors(LineNotices::read);
    private final LiveFigures figures;
    private final Runnable end;

    /**
     * @param here whether the processes run on this machine
     * @param stage of the window, when it has one
     */
    RowFigures(
            SupervisorSession session,
            ProcessListModel model,
            ProcessActions actions,
            boolean here,
            Supplier<@Nullable Stage> stage) {
        figures =
                new LiveFigures(
                        session.stateProperty(),
                        model,
                        new LiveFigures.Sources(
                                output,
                                errors,
                                () -> isSeen(stage.get()),
                                actions.selectionProperty().map(RowFigures::ids),
                                here ? Optional.of(new FigureReader()::read) : Optional.empty()));
        end = session.subscribe(this::accept);
    }

    /** A window that is minimized shows nothing. */
    private static boolean isSeen(@Nullable Stage stage) {
        return stage != null && stage.isShowing() && !stage.isIconified();
    }

    private static List<Integer> ids(Selection selection) {
        return selection.processes().stream().map(ProcessDescription::id).toList();
    }

    /** Any thread. */
    private void accept(ProcessEvent event) {
        output.accept(event);
        errors.accept(event);
    }

    /** What the table has to do with, this included. */
    ProcessTableController.Surroundings with(
            AppActions app, Memory memory, Prompts prompts, String home) {
        return new ProcessTableController.Surroundings(app, memory, prompts, home, figures::want);
    }

    void close() {
        end.run();
        figures.stop();
    }
}
