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

import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.util.Duration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The pages of a window's dock: made when the window has time, shown the selection and ended
 * together. FX thread only.
 */
final class DockPages {

    /** So many logs are read at once, whatever the selection does next. */
    private static final int FEW = 40;

    private final PauseTransition settles = new PauseTransition(Duration.millis(300));

    private final Late<LogViewController> log;
    private final Late<WhyController> why;
    private final Late<MetricsController> metrics;
    private final Late<MessagesController> traffic;
    private final Late<DetailsController> details;
    private final Dock dock;
    private final MetricsKeeper keeper;
    private final AppActions app;
    private final LaterParts later;
    private ConnectionState connection = new ConnectionState.Connecting();
    private Selection selection = Selection.NONE;

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
                new Late<>(
                        AppAction.DOCK_LOGS,
                        () -> LogViewController.load(from.feed(), surroundings(to)),
                        this::showLog);
        why =
                new Late<>(
                        AppAction.DOCK_WHY,
                        () ->
                                WhyController.load(
                                        from.feed(),
                                        new ActionBinder(from.processes(), from.app()),
                                        to.surroundings()),
                        WhyController::show);
        metrics =
                new Late<>(
                        AppAction.DOCK_METRICS,
                        () ->
                                MetricsController.load(
                                        from.model(),
                                        from.ticker(),
                                        new LogLink(this::peekAtLog, this::openLogAt),
                                        to.memory()),
                        (page, now) -> page.show(now.processes()));
        traffic =
                new Late<>(
                        AppAction.DOCK_MESSAGES,
                        () ->
                                MessagesController.load(
                                        from.feed(), to.sendAgain(), from.processes()::runCustom),
                        DockPages::showTraffic);
        details =
                new Late<>(
                        AppAction.DOCK_DETAILS,
                        () -> DetailsController.load(from.model(), from.ticker()),
                        (page, now) -> page.show(now.processes()));
        keeper = new MetricsKeeper(from.model().histories(), to.history());
        dock =
                new Dock(
                        List.of(
                                log.page((_, _) -> {}),
                                why.page(WhyController::setOnTop),
                                metrics.page(MetricsController::setOnTop),
                                traffic.page(MessagesController::setOnTop),
                                details.page(DetailsController::setOnTop)),
                        app);
        later =
                new LaterParts(
                        () -> !(connection instanceof ConnectionState.Connecting), dock::makeNext);
    }

    /** A page that the dock makes when it is wanted or when there is time. */
    private final class Late<C> {

        private final AppAction action;
        private final Supplier<View<C>> load;
        private final BiConsumer<C, Selection> show;
        private Optional<C> made = Optional.empty();

        Late(AppAction action, Supplier<View<C>> load, BiConsumer<C, Selection> show) {
            this.action = action;
            this.load = load;
            this.show = show;
        }

        Dock.Page page(BiConsumer<C, Boolean> onTop) {
            return new Dock.Page(
                    action, this::make, top -> made.ifPresent(page -> onTop.accept(page, top)));
        }

        private Node make() {
            View<C> view = load.get();
            made = Optional.of(view.controller());
            show.accept(view.controller(), selection);
            return view.root();
        }

        void showSelection() {
            made.ifPresent(page -> show.accept(page, selection));
        }

        /** Makes it when it is not there. */
        C now() {
            dock.make(action);
            return made.orElseThrow();
        }
    }

    private static LogSurroundings surroundings(Ways to) {
        return new LogSurroundings(
                to.choosers(),
                to.editor(),
                to.surroundings().notices(),
                to.memory(),
                to.home(),
                to.alerts());
    }

    /** Takes the commands that are about them, and follows selection and connection. */
    void attach(ProcessActions processes, ReadOnlyObjectProperty<ConnectionState> state) {
        app.on(AppAction.FIND_IN_LOG, this::findInLog)
                .on(AppAction.GO_TO_IN_LOG, this::goToInLog)
                .on(AppAction.TOGGLE_FOLLOW, this::toggleFollow);
        processes
                .on(ProcessAction.RUN_ACTION, _ -> app.run(AppAction.DOCK_MESSAGES))
                .on(ProcessAction.SHOW_LOG, _ -> app.run(AppAction.DOCK_LOGS))
                .on(ProcessAction.WHY, _ -> app.run(AppAction.DOCK_WHY));
        processes.selectionProperty().subscribe(this::show);
        state.subscribe(this::connectionChanged);
    }

    /** A log that follows its end goes on: only a click is a wish to look elsewhere. */
    private void peekAtLog(Instant moment) {
        LogViewController page = log.now();
        if (!page.followProperty().get()) {
            page.goToTime(moment);
        }
    }

    private void openLogAt(Instant moment) {
        log.now().goToTime(moment);
        app.run(AppAction.DOCK_LOGS);
    }

    Dock dock() {
        return dock;
    }

    /** Shows a line in the log of a process that is selected already. */
    void goToLine(int process, LogStream stream, long offset) {
        app.run(AppAction.DOCK_LOGS);
        log.now().goToLine(process, stream, offset);
    }

    private void findInLog() {
        app.run(AppAction.DOCK_LOGS);
        log.now().openFind();
    }

    private void goToInLog() {
        app.run(AppAction.DOCK_LOGS);
        log.now().openGoTo();
    }

    private void toggleFollow() {
        BooleanProperty follow = log.now().followProperty();
        follow.set(!follow.get());
    }

    /** The history of a log is had again from whoever answers now. */
    private void connectionChanged(ConnectionState state) {
        connection = state;
        if (state instanceof ConnectionState.Connected) {
            log.made.ifPresent(LogViewController::reload);
        }
    }

    /** Begins to keep CPU and memory, and makes the pages one after the other. */
    void start() {
        keeper.start();
        later.start();
    }

    /** Completes when all pages are made. */
    CompletableFuture<Void> complete() {
        return later.done();
    }

    /** Shows these processes on every page. */
    private void show(Selection now) {
        selection = now;
        Stream.of(log, why, metrics, details, traffic).forEach(Late::showSelection);
    }

    /** Reading many logs takes a while, and a selection of many rarely changes once. */
    private void showLog(LogViewController page, Selection now) {
        settles.stop();
        if (now.processes().size() <= FEW) {
            page.show(now.processes());
        } else {
            settles.setOnFinished(_ -> page.show(now.processes()));
            settles.play();
        }
    }

    private static void showTraffic(MessagesController page, Selection now) {
        page.show(now.processes());
        page.offer(
                ProcessAction.RUN_ACTION.availability(now).isEnabled()
                        ? CustomActions.of(now.processes().getFirst())
                        : List.of());
    }

    /** Ends their listening; completes when what outlives the window is on the disk. */
    CompletableFuture<Void> close() {
        later.stop();
        settles.stop();
        log.made.ifPresent(LogViewController::close);
        traffic.made.ifPresent(MessagesController::close);
        return keeper.stop();
    }
}
