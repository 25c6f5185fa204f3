package dev.drover.app;

import dev.drover.client.CustomActions;
import dev.drover.domain.LogStream;
import dev.drover.ui.action.ActionBinder;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.action.Selection;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.View;
import dev.drover.ui.details.DetailsController;
import dev.drover.ui.logview.LineAlerts;
import dev.drover.ui.logview.LogSurroundings;
import dev.drover.ui.logview.LogViewController;
import dev.drover.ui.logview.SourceOpener;
import dev.drover.ui.mainwindow.Dock;
import dev.drover.ui.messages.MessagesController;
import dev.drover.ui.metrics.LogLink;
import dev.drover.ui.metrics.MetricsController;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.MetricsHistoryFile;
import dev.drover.ui.model.MetricsKeeper;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;
import dev.drover.ui.why.WhyController;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The pages of a window's dock: made, shown the selection and ended together. FX thread only. */
final class DockPages {

    private final View<LogViewController> log;
    private final View<WhyController> why;
    private final View<MetricsController> metrics;
    private final View<MessagesController> traffic;
    private final View<DetailsController> details;
    private final MetricsKeeper keeper;
    private final AppActions app;

    /**
     * What they show.
     *
     * @param feed logs, runs and messages
     * @param model the processes
     * @param ticker the time
     * @param processes commands on the selection
     * @param app commands of the window
     */
    record Sources(
            SessionFeed feed,
            ProcessListModel model,
            Ticker ticker,
            ProcessActions processes,
            AppActions app) {}

    /**
     * What they reach beyond the window.
     *
     * @param surroundings questions, notices and the desktop
     * @param choosers asks for a file to export to
     * @param editor opens a line of a source file
     * @param memory what the pages remember
     * @param home whose logs they are
     * @param history keeps CPU and memory
     * @param alerts tells of lines
     * @param sendAgain opens the message dialog
     */
    record Ways(
            ProcessActions.Surroundings surroundings,
            Choosers choosers,
            SourceOpener editor,
            Memory memory,
            String home,
            MetricsHistoryFile history,
            LineAlerts alerts,
            MessagesController.Sending sendAgain) {}

    DockPages(Sources from, Ways to) {
        app = from.app();
        log =
                LogViewController.load(
                        from.feed(),
                        new LogSurroundings(
                                to.choosers(),
                                to.editor(),
                                to.surroundings().notices(),
                                to.memory(),
                                to.home(),
                                to.alerts()));
        why =
                WhyController.load(
                        from.feed(),
                        new ActionBinder(from.processes(), from.app()),
                        to.surroundings());
        metrics =
                MetricsController.load(
                        from.model(),
                        from.ticker(),
                        new LogLink(this::peekAtLog, this::openLogAt),
                        to.memory());
        traffic = MessagesController.load(from.feed(), to.sendAgain(), from.processes()::runCustom);
        details = DetailsController.load(from.model(), from.ticker());
        keeper = new MetricsKeeper(from.model().histories(), to.history());
    }

    /** A log that follows its end goes on: only a click is a wish to look elsewhere. */
    private void peekAtLog(Instant moment) {
        if (!log.controller().followProperty().get()) {
            log.controller().goToTime(moment);
        }
    }

    private void openLogAt(Instant moment) {
        log.controller().goToTime(moment);
        app.run(AppAction.DOCK_LOGS);
    }

    Dock dock() {
        return new Dock(
                List.of(
                        new Dock.Page(AppAction.DOCK_LOGS, log.root(), _ -> {}),
                        new Dock.Page(AppAction.DOCK_WHY, why.root(), why.controller()::setOnTop),
                        new Dock.Page(
                                AppAction.DOCK_METRICS,
                                metrics.root(),
                                metrics.controller()::setOnTop),
                        new Dock.Page(
                                AppAction.DOCK_MESSAGES,
                                traffic.root(),
                                traffic.controller()::setOnTop),
                        new Dock.Page(
                                AppAction.DOCK_DETAILS,
                                details.root(),
                                details.controller()::setOnTop)),
                app);
    }

    /** Shows a line in the log of a process that is selected already. */
    void goToLine(int process, LogStream stream, long offset) {
        app.run(AppAction.DOCK_LOGS);
        log.controller().goToLine(process, stream, offset);
    }

    /** Asks for a time or a line of the log to go to. */
    void goToInLog() {
        app.run(AppAction.DOCK_LOGS);
        log.controller().openGoTo();
    }

    /** Follows the end of the log, or stops following. */
    void toggleFollow() {
        log.controller().followProperty().set(!log.controller().followProperty().get());
    }

    /** The history of a log is had again from whoever answers now. */
    void connectionChanged(ConnectionState state) {
        if (state instanceof ConnectionState.Connected) {
            log.controller().reload();
        }
    }

    LogViewController log() {
        return log.controller();
    }

    /** Begins to keep CPU and memory. */
    void start() {
        keeper.start();
    }

    /** Shows these processes on every page. */
    void show(Selection selection) {
        log.controller().show(selection.processes());
        why.controller().show(selection);
        metrics.controller().show(selection.processes());
        details.controller().show(selection.processes());
        traffic.controller().show(selection.processes());
        traffic.controller()
                .offer(
                        ProcessAction.RUN_ACTION.availability(selection).isEnabled()
                                ? CustomActions.of(selection.processes().getFirst())
                                : List.of());
    }

    /** Ends their listening; completes when what outlives the window is on the disk. */
    CompletableFuture<Void> close() {
        log.controller().close();
        traffic.controller().close();
        return keeper.stop();
    }
}
