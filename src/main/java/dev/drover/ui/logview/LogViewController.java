package dev.drover.ui.logview;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;

import javafx.beans.property.BooleanProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.Executor;

/** The log pane: toolbar, filter bar, find bar, log, fields, status line. FX thread only. */
public final class LogViewController {

    private static final int MAX_ROWS = 100_000;
    private static final long MAX_CHARS = 64L << 20;
    private static final Duration FIGURES_PERIOD = Duration.millis(200);
    private static final Executor BACKGROUND = Thread::startVirtualThread;

    @FXML private VBox root;
    @FXML private LogView log;
    @FXML private EmptyLogController emptyController;
    @FXML private Button pill;
    @FXML private LogStatusController statusLineController;
    @FXML private LogToolbarController toolbarController;
    @FXML private FindBarController findController;
    @FXML private FilterBarController filterController;
    @FXML private FieldDrawerController drawerController;
    @FXML private LogMenuController menuController;
    @FXML private GoToBarController goToController;
    @FXML private ResourceBundle resources;

    private final LogSource source;
    private final LogSurroundings surroundings;
    private final LogDocument document = new LogDocument(MAX_ROWS, MAX_CHARS);
    private final LogFinder finder = new LogFinder(document, BACKGROUND, this::hitsChanged);
    private final LogSieve sieve = new LogSieve(document, BACKGROUND, this::documentChanged);
    private final Throttle ticks = new Throttle(Duration.seconds(1), () -> log.refreshTicks());
    private final Throttle figures = new Throttle(FIGURES_PERIOD, this::showFigures);
    private Map<Integer, ProcessDescription> shown = new LinkedHashMap<>();
    private LogWords words;
    private LogClock clock;
    private LogExporter exporter;
    private LogDesk desk;
    private LogContents contents;
    private LogHunt hunt;
    private LevelHunt levels;
    private LogPosition position;
    private @Nullable String failure;

    private LogViewController(LogSource source, LogSurroundings surroundings) {
        this.source = source;
        this.surroundings = surroundings;
    }

    /** Loads the log pane. */
    public static View<LogViewController> load(LogSource source, LogSurroundings surroundings) {
        return new ViewLoader()
                .register(
                        LogViewController.class, () -> new LogViewController(source, surroundings))
                .register(LogToolbarController.class, LogToolbarController::new)
                .register(FindBarController.class, FindBarController::new)
                .register(FilterBarController.class, FilterBarController::new)
                .register(FieldDrawerController.class, FieldDrawerController::new)
                .register(LogMenuController.class, LogMenuController::new)
                .register(GoToBarController.class, GoToBarController::new)
                .register(EmptyLogController.class, EmptyLogController::new)
                .register(LogStatusController.class, LogStatusController::new)
                .load(LogViewController.class, "LogView.fxml");
    }

    @FXML
    private void initialize() {
        words = new LogWords(resources, ZoneId.systemDefault());
        log.show(document, finder);
        clock = new LogClock(log);
        LogMemory memory = LogMemory.of(surroundings.memory(), surroundings.home());
        contents = new LogContents(source, log, words, memory, new Contents());
        position = new LogPosition(source, log, words, contents.pages()::isMerge, figures::request);
        exporter = new LogExporter(source, log, contents, BACKGROUND, surroundings.notices());
        hunt = new LogHunt(source, contents, findController::refresh);
        levels = new LevelHunt(source, contents, this::choice, statusLineController::say);
        findController.connect(finder, hunt, log);
        filterController.connect(sieve, log);
        filterController.setOnChanged(contents::filterChanged);
        LogDesk.Parts parts =
                new LogDesk.Parts(
                        findController,
                        filterController,
                        drawerController,
                        menuController,
                        surroundings.sources(),
                        surroundings.alerts(),
                        contents,
                        levels,
                        goToController,
                        words);
        desk =
                new LogDesk(
                        log,
                        parts,
                        () -> shown,
                        this::documentChanged,
                        this::showEverything,
                        statusLineController::say);
        desk.install();
        log.setAccessibleText(resources.getString("empty.none"));
        log.setOnColorsChanged(() -> toolbarController.colorChips(log.theme()));
        log.followingProperty().addListener((_, _, _) -> refreshPill());
        connectToolbar();
        emptyController.connect(this::showEverything, this::showCleared);
        statusLineController.connect(this::stopLooking, this::showCleared);
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        refresh();
    }

    private void connectToolbar() {
        toolbarController.connect(desk, new Commands(), surroundings.memory());
        toolbarController.followProperty().bindBidirectional(log.followingProperty());
        toolbarController.timeProperty().subscribe(clock::show);
        toolbarController.wrapProperty().subscribe(log::setWrap);
        toolbarController
                .prettyProperty()
                .subscribe(pretty -> change(() -> document.setPretty(pretty)));
        toolbarController.foldProperty().subscribe(fold -> change(() -> document.setFolding(fold)));
    }

    /** What the toolbar asks for. */
    private final class Commands implements LogToolbarController.Target {
        @Override
        public void filterChanged() {
            showWanted();
            documentChanged();
        }

        @Override
        public void clear() {
            change(contents::clear);
        }

        @Override
        public void copyAll() {
            exporter.copy();
        }

        @Override
        public void export(LogExporter.Scope scope, LogExporter.Format format) {
            exporter.save(
                    surroundings.exports(),
                    root.getScene().getWindow(),
                    LogExporter.Order.of(
                            scope, format, shown.values(), LogViewController.this::choice),
                    words,
                    statusLineController::say);
        }
    }

    /** What the filters let through. */
    private RowChoice choice() {
        return new RowChoice(toolbarController.filter(contents.lastRuns()), sieve.filter());
    }

    private void showWanted() {
        document.show(toolbarController.filter(contents.lastRuns()));
        contents.filterChanged();
    }

    /** Changes what the document shows; the place of a reader is kept. */
    private void change(Runnable how) {
        how.run();
        documentChanged();
    }

    /**
     * Shows the logs of these processes, merged. The same processes again only bring their names up
     * to date.
     */
    public void show(List<ProcessDescription> selection) {
        Map<Integer, ProcessDescription> wanted = new LinkedHashMap<>();
        selection.forEach(process -> wanted.put(process.id(), process));
        boolean same = wanted.keySet().equals(shown.keySet());
        boolean renamed = !LogWords.labels(wanted.values()).equals(LogWords.labels(shown.values()));
        shown = wanted;
        if (!same) {
            toolbarController.forgetHidden();
            failure = null;
            statusLineController.say("");
            contents.show(shown);
        }
        if (!same || renamed) {
            showNames();
        }
        refresh();
    }

    /** Marks in the log that {@code lines} lines of a process did not get here. */
    public void markLost(int id, long lines) {
        contents.lost(id, lines);
    }

    /** Asks for everything anew, after the connection was lost and found. */
    public void reload() {
        failure = null;
        statusLineController.say("");
        contents.reload();
    }

    /** Ends listening. */
    public void close() {
        clock.stop();
        exporter.cancel();
        contents.close();
    }

    /** Opens the filter bar, ready to type. */
    public void openFilter() {
        filterController.open();
    }

    /** Scrolls to what was received at a time, loading that part of the log when needed. */
    public void goToTime(Instant time) {
        desk.navigator().toTime(time);
    }

    /** Scrolls to a line of the log file, by its number from 1. */
    public void goToLine(long number) {
        contents.jumps().toLine(number);
    }

    /** Scrolls to the line that begins there, once the log of that process is shown. */
    public void goToLine(int process, LogStream stream, long offset) {
        desk.arrival().goTo(new LogKey(process, stream), offset);
    }

    /** Opens the bar that asks for a time or a line to go to. */
    public void openGoTo() {
        goToController.open();
    }

    /** Opens the find bar, ready to type. */
    public void openFind() {
        findController.open();
    }

    /** Whether it follows the end of the log. */
    public BooleanProperty followProperty() {
        return log.followingProperty();
    }

    @FXML
    private void toEnd() {
        log.followingProperty().set(true);
        log.requestFocus();
    }

    /** Shows every line again. */
    private void showEverything() {
        filterController.clear();
        toolbarController.reset();
        log.requestFocus();
    }

    /** What the contents tell. */
    private final class Contents implements LogContents.Host {
        @Override
        public void documentChanged() {
            LogViewController.this.documentChanged();
            desk.arrival().documentChanged();
        }

        @Override
        public void viewed() {
            figures.request();
        }

        @Override
        public void runsChanged() {
            if (toolbarController.since().isByRun()) {
                showWanted();
            }
        }

        @Override
        public void failed(String reason) {
            failure = reason;
            refresh();
        }

        @Override
        public void loaded() {
            refresh();
        }

        @Override
        public boolean isFiltering() {
            return sieve.isActive() || toolbarController.isFiltering();
        }
    }

    private void documentChanged() {
        sieve.documentChanged();
        finder.documentChanged();
        log.documentChanged();
        refresh();
    }

    private void hitsChanged() {
        findController.refresh();
        log.documentChanged();
        log.requestLayout();
    }

    private void showNames() {
        log.setNames(toolbarController.showNames(shown.values(), log.theme()));
        log.setAccessibleText(LogWords.labels(shown.values()));
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            if (event.isShiftDown()) {
                openFilter();
            } else {
                openFind();
            }
            event.consume();
        } else if (event.getCode() == KeyCode.F3) {
            findController.nextOrOpen(event.isShiftDown());
            event.consume();
        }
    }

    /** Figures change with every batch: they are written a few times a second only. */
    private void showFigures() {
        refreshPill();
        log.requestLayout();
        ticks.request();
        toolbarController.refreshCounts(document.counts());
        filterController.refresh(document);
        statusLineController.showLooking(contents.isLookingFurther() || levels.isUnderWay());
        statusLineController.showCleared(contents.clearedAt());
        position.refresh();
        statusLineController.showFigures(shown.isEmpty() ? "" : status());
    }

    private String status() {
        return contents.isLookingFurther()
                ? words.format("load.further", contents.before())
                : words.figures(document, position.text(), contents);
    }

    private void showCleared() {
        change(contents::showCleared);
        log.requestFocus();
    }

    private void stopLooking() {
        contents.giveUp();
        levels.stop();
        statusLineController.say("");
        figures.request();
    }

    /** Shows every line again, and the current one among its neighbours. */
    public void seeInContext() {
        LogEntry current = log.current();
        if (current != null) {
            desk.seeInContext(current);
        }
    }

    private void refreshPill() {
        boolean following = log.followingProperty().get();
        boolean paused = !following && document.rowCount() > 0;
        toolbarController.showFollowing(following);
        pill.setVisible(paused);
        pill.setText(words.pill(log.newRowsProperty().get(), log.newRows().errors()));
    }

    private void refresh() {
        emptyController.refresh(document, contents, shown.isEmpty(), failure);
        figures.request();
        if (failure != null && document.size() > 0) {
            statusLineController.say(resources.getString("empty.failed") + ": " + failure);
        }
    }
}
