package dev.drover.ui.metrics;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.ProcessColors;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.model.MetricsHistory;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;

import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * The page of metrics: ranges, chart, figures. It works only while it is on top. FX thread only.
 */
public final class MetricsController {

    private static final Duration REST = Duration.millis(250);
    private static final String CHILDREN = "metrics.children";

    @FXML private VBox root;
    @FXML private Label title;
    @FXML private Label hint;
    @FXML private CheckBox children;
    @FXML private HBox ranges;
    @FXML private HBox body;
    @FXML private Label moment;
    @FXML private VBox cards;
    @FXML private Label more;
    @FXML private VBox empty;
    @FXML private Label emptyTitle;
    @FXML private Label emptyHint;
    @FXML private ResourceBundle resources;

    private final ProcessListModel model;
    private final Ticker ticker;
    private final LogLink log;
    private final Memory memory;
    private final ToggleGroup rangeGroup = new ToggleGroup();
    private final PauseTransition rest = new PauseTransition(REST);
    private List<ProcessDescription> selected = List.of();
    private ChartRange range = ChartRange.MINUTES_5;
    private ChartFrame frame = ChartFrame.EMPTY;
    private ChartWords words;
    private MetricsChart chart;
    private boolean onTop;

    private MetricsController(ProcessListModel model, Ticker ticker, LogLink log, Memory memory) {
        this.model = model;
        this.ticker = ticker;
        this.log = log;
        this.memory = memory;
    }

    /**
     * Loads the page.
     *
     * @param model whose histories are shown
     * @param ticker moves the time axis
     * @param log where a moment of the chart leads to
     * @param memory keeps whether child processes count
     */
    public static View<MetricsController> load(
            ProcessListModel model, Ticker ticker, LogLink log, Memory memory) {
        return new ViewLoader()
                .register(
                        MetricsController.class,
                        () -> new MetricsController(model, ticker, log, memory))
                .load(MetricsController.class, "Metrics.fxml");
    }

    @FXML
    private void initialize() {
        words = new ChartWords(resources, ZoneId.systemDefault());
        chart = new MetricsChart(words, this::cursorMoved, log.open());
        HBox.setHgrow(chart, Priority.ALWAYS);
        body.getChildren().addFirst(chart);
        for (ChartRange one : ChartRange.values()) {
            ranges.getChildren().add(toggle(one));
        }
        children.setSelected(Boolean.parseBoolean(memory.get(CHILDREN, "false")));
        rest.setOnFinished(_ -> chart.cursor().ifPresent(log.follow()));
        root.focusedProperty()
                .subscribe(
                        focused -> {
                            if (focused) {
                                chart.requestFocus();
                            }
                        });
        ticker.nowProperty().addListener((_, _, _) -> refresh());
        refresh();
    }

    private ToggleButton toggle(ChartRange one) {
        ToggleButton button = new ToggleButton(resources.getString("range." + one));
        button.setId(one.name());
        button.getStyleClass().add("metrics-range");
        button.setMinWidth(ToggleButton.USE_PREF_SIZE);
        button.setToggleGroup(rangeGroup);
        button.setSelected(one == range);
        button.setOnAction(
                _ -> {
                    // One range is always chosen.
                    button.setSelected(true);
                    range = one;
                    refresh();
                });
        return button;
    }

    @FXML
    private void chooseChildren() {
        memory.put(CHILDREN, Boolean.toString(children.isSelected()));
        refresh();
    }

    private boolean withChildren() {
        return children.isSelected() && !children.isDisabled();
    }

    /** What a supervisor does not count is not offered. */
    private void offerChildren() {
        boolean known =
                selected.stream()
                        .flatMap(one -> model.histories().of(one.id()).stream())
                        .anyMatch(MetricsHistory::knowsTrees);
        children.setDisable(!known);
        hint.setText(resources.getString(withChildren() ? "hint.children" : "hint"));
    }

    /** Shows the figures of these processes. */
    public void show(List<ProcessDescription> selection) {
        selected = selection;
        refresh();
    }

    /** Works while it is true. */
    public void setOnTop(boolean now) {
        onTop = now;
        refresh();
    }

    private void refresh() {
        if (!onTop) {
            return;
        }
        offerChildren();
        frame = frame();
        boolean none = frame.lines().isEmpty();
        boolean unmeasured =
                frame.lines().stream()
                        .allMatch(line -> line.series().size() == 0 && line.marks().isEmpty());
        body.setVisible(!unmeasured);
        empty.setVisible(unmeasured);
        emptyTitle.setText(resources.getString(none ? "empty.none" : "empty.figures"));
        emptyHint.setText(resources.getString(none ? "empty.none.hint" : "empty.figures.hint"));
        title.setText(
                frame.lines().stream().map(ChartLine::name).collect(Collectors.joining(", ")));
        chart.show(frame);
        showFigures();
    }

    /** The end of the axis is a whole period, so that the line does not tremble. */
    private ChartFrame frame() {
        List<ProcessDescription> shown = selected.stream().limit(ProcessColors.count()).toList();
        int period =
                shown.stream()
                        .flatMap(one -> model.histories().of(one.id()).stream())
                        .mapToInt(history -> history.periodSeconds(range.length()))
                        .findFirst()
                        .orElse(1);
        long end = Math.ceilDiv(ticker.now().getEpochSecond(), period) * period;
        Instant to = Instant.ofEpochSecond(end);
        Instant from = to.minus(range.length());
        List<ChartLine> lines = new ArrayList<>();
        for (ProcessDescription process : shown) {
            model.histories()
                    .of(process.id())
                    .ifPresent(
                            history -> lines.add(line(process, lines.size(), history, from, to)));
        }
        return new ChartFrame(from, to, lines);
    }

    private ChartLine line(
            ProcessDescription process,
            int number,
            MetricsHistory history,
            Instant from,
            Instant to) {
        boolean namesake =
                selected.stream().filter(one -> one.name().equals(process.name())).count() > 1;
        return new ChartLine(
                process.id(),
                namesake
                        ? words.format("name.instance", process.name(), process.id())
                        : process.name(),
                number,
                history.series(from, to, range.length(), withChildren()),
                // Also what happened within the last second of the axis.
                history.marks(from, to.plusSeconds(1)),
                process.spec()
                        .restart()
                        .maxMemory()
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()));
    }

    private void cursorMoved(Optional<Instant> cursor) {
        showFigures();
        rest.stop();
        if (cursor.isPresent()) {
            rest.playFromStart();
        }
    }

    private void showFigures() {
        List<ChartLine> lines = frame.lines();
        while (cards.getChildren().size() > lines.size()) {
            cards.getChildren().removeLast();
        }
        while (cards.getChildren().size() < lines.size()) {
            FigureCard fresh = new FigureCard(words);
            fresh.setHeaded(cards.getChildren().isEmpty());
            cards.getChildren().add(fresh);
        }
        Optional<Instant> cursor = chart.cursor();
        String when =
                cursor.map(at -> words.time(at, frame.to()))
                        .orElseGet(() -> resources.getString("now"));
        moment.setText(when);
        List<String> sentences = new ArrayList<>(List.of(when));
        for (int i = 0; i < lines.size(); i++) {
            if (cards.getChildren().get(i) instanceof FigureCard card) {
                card.show(
                        lines.get(i),
                        frame,
                        ProcessColors.of(lines.get(i).number(), chart.theme().background()),
                        cursor.orElse(null));
                sentences.add(card.sentence());
            }
        }
        int hidden = selected.size() - lines.size();
        more.setText(hidden > 0 ? words.format("more", hidden) : "");
        more.setVisible(hidden > 0);
        more.setManaged(hidden > 0);
        chart.setAccessibleText(String.join(". ", sentences));
    }
}
