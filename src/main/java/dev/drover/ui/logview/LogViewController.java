package dev.drover.ui.logview;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.Executor;

/** The log pane: header, find bar, log, status line. FX thread only. */
public final class LogViewController {

    private static final int MAX_ROWS = 100_000;
    private static final long MAX_CHARS = 64L << 20;
    private static final int TAIL_BYTES = 1 << 20;
    private static final Duration FIGURES_PERIOD = Duration.millis(200);
    private static final Executor BACKGROUND = Thread::startVirtualThread;

    @FXML private VBox root;
    @FXML private ContextMenu contextMenu;
    @FXML private MenuItem copyItem;
    @FXML private Label title;
    @FXML private HBox chips;
    @FXML private ToggleButton outToggle;
    @FXML private ToggleButton errToggle;
    @FXML private ComboBox<TimeColumn> timeChoice;
    @FXML private ToggleButton followToggle;
    @FXML private LogView log;
    @FXML private VBox empty;
    @FXML private Label emptyTitle;
    @FXML private Label emptyHint;
    @FXML private Button pill;
    @FXML private Label status;
    @FXML private Label notice;
    @FXML private FindBarController findController;
    @FXML private ResourceBundle resources;

    private final LogSource source;
    private final ExportChooser exportChooser;
    private final LogDocument document = new LogDocument(MAX_ROWS, MAX_CHARS);
    private final LogExporter exporter = new LogExporter(document, BACKGROUND);
    private final LogFinder finder = new LogFinder(document, BACKGROUND, this::hitsChanged);
    private final Map<Integer, Map<LogStream, Long>> cleared = new HashMap<>();
    private final Set<Integer> hiddenSources = new HashSet<>();
    private final Timeline clock =
            new Timeline(new KeyFrame(Duration.seconds(1), _ -> log.repaint()));
    private final Throttle figures = new Throttle(FIGURES_PERIOD, this::showFigures);
    private Map<Integer, ProcessDescription> shown = new LinkedHashMap<>();
    private LogWords words;
    private @Nullable LogSession session;
    private @Nullable String failure;

    private LogViewController(LogSource source, ExportChooser exportChooser) {
        this.source = source;
        this.exportChooser = exportChooser;
    }

    /** Loads the log pane. */
    public static View<LogViewController> load(LogSource source, ExportChooser exportChooser) {
        return new ViewLoader()
                .register(
                        LogViewController.class, () -> new LogViewController(source, exportChooser))
                .register(FindBarController.class, FindBarController::new)
                .load(LogViewController.class, "LogView.fxml");
    }

    @FXML
    private void initialize() {
        words = new LogWords(resources, ZoneId.systemDefault());
        log.show(document, finder);
        findController.connect(finder, log);
        log.setAccessibleText(resources.getString("empty.none"));
        log.setOnColorsChanged(this::colorChips);
        followToggle.selectedProperty().bindBidirectional(log.followingProperty());
        log.followingProperty().addListener((_, _, _) -> refreshPill());
        outToggle.selectedProperty().addListener((_, _, _) -> applyFilter());
        errToggle.selectedProperty().addListener((_, _, _) -> applyFilter());
        setUpTimes();
        log.setOnContextMenuRequested(
                event -> {
                    copyItem.setDisable(log.selection().isEmpty());
                    contextMenu.show(log, event.getScreenX(), event.getScreenY());
                });
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        clock.setCycleCount(Animation.INDEFINITE);
        refresh();
    }

    /**
     * Shows the logs of these processes, merged. The same processes again only bring their names up
     * to date.
     */
    public void show(List<ProcessDescription> selection) {
        Map<Integer, ProcessDescription> wanted = new LinkedHashMap<>();
        selection.forEach(process -> wanted.put(process.id(), process));
        boolean same = wanted.keySet().equals(shown.keySet());
        boolean renamed = !names(wanted).equals(names(shown));
        shown = wanted;
        if (!same) {
            reopen();
        }
        if (!same || renamed) {
            showNames();
        }
        refresh();
    }

    /** Marks in the log that {@code lines} lines of a process did not get here. */
    public void markLost(int id, long lines) {
        document.addLost(lines);
        if (session != null) {
            session.lost(id, lines);
        }
    }

    /** Asks for everything anew, after the connection was lost and found. */
    public void reload() {
        reopen();
    }

    /** Ends listening. */
    public void close() {
        clock.stop();
        endSession();
    }

    private void endSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    @FXML
    private void copy() {
        log.copy();
    }

    @FXML
    private void selectAll() {
        log.selectAll();
    }

    /** Opens the find bar, ready to type. */
    @FXML
    public void openFind() {
        findController.open();
    }

    /** Follows the end of the log, or stops following. */
    public void toggleFollow() {
        log.followingProperty().set(!log.followingProperty().get());
    }

    @FXML
    private void toEnd() {
        log.followingProperty().set(true);
        log.requestFocus();
    }

    @FXML
    private void clear() {
        if (session != null) {
            cleared.putAll(session.positions());
        }
        document.clear();
        documentChanged();
    }

    @FXML
    private void copyAll() {
        exporter.copy();
    }

    @FXML
    private void export() {
        String name = shown.values().stream().findFirst().map(ProcessDescription::name).orElse("");
        String suggestion =
                words.format("export.suggestion", name.replaceAll("[^A-Za-z0-9._-]", "-"));
        exportChooser
                .choose(root.getScene().getWindow(), suggestion)
                .ifPresent(target -> exporter.save(target, words, notice::setText));
    }

    private void reopen() {
        endSession();
        document.clear();
        hiddenSources.clear();
        failure = null;
        notice.setText("");
        documentChanged();
        if (shown.isEmpty()) {
            return;
        }
        List<LogFeed> feeds = new ArrayList<>();
        for (ProcessDescription process : shown.values()) {
            Map<LogStream, Long> hidden = cleared.getOrDefault(process.id(), Map.of());
            feeds.add(new LogFeed(process, hidden, MAX_ROWS, words));
        }
        session = new LogSession(source, feeds, new Rows());
        session.open(TAIL_BYTES);
    }

    /** What the session tells. */
    private final class Rows implements LogSession.Listener {
        @Override
        public void rows(List<LogRow> rows, long trimmed) {
            document.addTrimmed(trimmed);
            document.append(rows);
            documentChanged();
        }

        @Override
        public void historyFailed(int id, String reason) {
            failure = reason;
            refresh();
        }

        @Override
        public void loaded() {
            refresh();
        }
    }

    private void documentChanged() {
        finder.documentChanged();
        log.documentChanged();
        refresh();
    }

    private void hitsChanged() {
        findController.refresh();
        log.requestLayout();
    }

    private void applyFilter() {
        boolean out = outToggle.isSelected();
        boolean err = errToggle.isSelected();
        Set<Integer> hidden = Set.copyOf(hiddenSources);
        boolean paused = !log.followingProperty().get();
        long top =
                document.show(
                        row -> !hidden.contains(row.source()) && hasStream(row, out, err),
                        document.rowCount() == 0 ? null : document.row(log.topRow()));
        documentChanged();
        if (paused) {
            log.scrollTo(top);
        }
    }

    private static boolean hasStream(LogRow row, boolean out, boolean err) {
        return !(row instanceof LogRow.Output output)
                || (output.stream() == LogStream.OUT ? out : err);
    }

    private static List<String> names(Map<Integer, ProcessDescription> processes) {
        return processes.values().stream().map(LogWords::label).toList();
    }

    private void showNames() {
        Map<Integer, LogFrame.SourceTag> tags = new LinkedHashMap<>();
        chips.getChildren().clear();
        for (ProcessDescription process : shown.values()) {
            LogFrame.SourceTag tag = new LogFrame.SourceTag(LogWords.label(process), tags.size());
            tags.put(process.id(), tag);
            chips.getChildren().add(chip(process.id(), tag));
        }
        colorChips();
        boolean several = shown.size() > 1;
        log.setNames(several ? tags : Map.of());
        chips.setVisible(several);
        chips.setManaged(several);
        title.setVisible(!several);
        title.setManaged(!several);
        title.setText(String.join(", ", names(shown)));
        log.setAccessibleText(String.join(", ", names(shown)));
    }

    private void colorChips() {
        for (int i = 0; i < chips.getChildren().size(); i++) {
            if (chips.getChildren().get(i) instanceof ToggleButton chip
                    && chip.getGraphic() instanceof Circle dot) {
                dot.setFill(log.theme().palette().source(i));
            }
        }
    }

    private ToggleButton chip(int id, LogFrame.SourceTag tag) {
        ToggleButton chip = new ToggleButton(tag.name(), new Circle(4));
        chip.getStyleClass().add("log-chip");
        chip.setMinWidth(ToggleButton.USE_PREF_SIZE);
        chip.setTooltip(new Tooltip(resources.getString("chips.tooltip")));
        chip.setSelected(!hiddenSources.contains(id));
        chip.selectedProperty()
                .addListener(
                        (_, _, selected) -> {
                            if (selected) {
                                hiddenSources.remove(id);
                            } else {
                                hiddenSources.add(id);
                            }
                            applyFilter();
                        });
        return chip;
    }

    private void setUpTimes() {
        timeChoice.getItems().setAll(TimeColumn.values());
        timeChoice.setConverter(new TimeColumnNames(resources));
        timeChoice.setValue(TimeColumn.OFF);
        timeChoice.valueProperty().addListener((_, _, column) -> log.setTime(column));
        // Relative times grow older by themselves; the other columns need no clock.
        timeChoice.valueProperty().isEqualTo(TimeColumn.RELATIVE).subscribe(this::runClock);
    }

    private void runClock(boolean run) {
        if (run) {
            clock.play();
        } else {
            clock.stop();
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            openFind();
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
        status.setText(shown.isEmpty() ? "" : words.figures(document));
    }

    private void refreshPill() {
        boolean following = log.followingProperty().get();
        boolean paused = !following && document.rowCount() > 0;
        followToggle.setText(resources.getString(following ? "follow" : "follow.paused"));
        pill.setVisible(paused);
        if (paused) {
            pill.setText(words.format("pill", log.newRowsProperty().get()));
        }
    }

    private void refresh() {
        boolean none = shown.isEmpty();
        empty.setVisible(none || document.size() == 0);
        if (none) {
            sayEmpty("empty.none", resources.getString("empty.none.hint"));
        } else if (failure != null) {
            sayEmpty("empty.failed", failure);
        } else {
            sayEmpty("empty.output", resources.getString("empty.output.hint"));
        }
        figures.request();
        if (failure != null && document.size() > 0) {
            notice.setText(resources.getString("empty.failed") + ": " + failure);
        }
    }

    private void sayEmpty(String key, String hint) {
        emptyTitle.setText(resources.getString(key));
        emptyHint.setText(hint);
    }
}
