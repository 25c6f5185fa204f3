package dev.drover.ui.logview;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.Memory;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.event.ActionEvent;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.shape.Circle;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The toolbar of the log pane. It knows which lines are wanted and how they are shown; who does it
 * is told. FX thread only.
 */
public final class LogToolbarController {

    /** Among more nobody finds one, and making a thousand stops the window for seconds. */
    private static final int MOST_CHIPS = 40;

    private static final String TIME_KEY = "log.time";
    private static final String WRAP_KEY = "log.wrap";

    @FXML private LogBar bar;
    @FXML private Label title;
    @FXML private ToolBar chips;
    @FXML private ToggleButton outToggle;
    @FXML private ToggleButton errToggle;
    @FXML private ToggleButton errorToggle;
    @FXML private ToggleButton warnToggle;
    @FXML private ToggleButton infoToggle;
    @FXML private ToggleButton debugToggle;
    @FXML private ComboBox<TimeColumn> timeChoice;
    @FXML private ToggleButton followToggle;
    @FXML private Button clearButton;
    @FXML private MenuItem clearItem;
    @FXML private CheckMenuItem outItem;
    @FXML private CheckMenuItem errItem;
    @FXML private CheckMenuItem infoItem;
    @FXML private CheckMenuItem debugItem;
    @FXML private CheckMenuItem errorItem;
    @FXML private CheckMenuItem warnItem;
    @FXML private Menu timeMenu;
    @FXML private SeparatorMenuItem barEnd;
    @FXML private CheckMenuItem prettyItem;
    @FXML private CheckMenuItem foldItem;
    @FXML private CheckMenuItem wrapItem;
    @FXML private Menu sinceMenu;
    @FXML private ResourceBundle resources;

    private final Set<Integer> hiddenSources = new HashSet<>();
    private final Map<Level, ToggleButton> levels = new EnumMap<>(Level.class);
    private final ToggleGroup sinceGroup = new ToggleGroup();
    private LogWords words;
    private Since since = Since.ALL;
    private Instant sinceChosen = Instant.EPOCH;
    private boolean resetting;
    private LogActions actions;
    private Target target;

    /** Whom the toolbar tells. */
    interface Target {
        /** Other lines are wanted. */
        void filterChanged();

        void clear();

        void copyAll();

        void export(LogExporter.Scope scope, LogExporter.Format format);
    }

    /** Made by the loader of the log view. */
    LogToolbarController() {}

    @FXML
    private void initialize() {
        words = new LogWords(resources, ZoneId.systemDefault());
        levels.put(Level.ERROR, errorToggle);
        levels.put(Level.WARN, warnToggle);
        levels.put(Level.INFO, infoToggle);
        levels.put(Level.DEBUG, debugToggle);
        levels.values().forEach(this::tellChanges);
        tellChanges(outToggle);
        tellChanges(errToggle);
        timeChoice.getItems().setAll(TimeColumn.values());
        timeChoice.setConverter(new TimeColumnNames(resources));
        timeChoice.setValue(TimeColumn.OFF);
        for (Since choice : Since.values()) {
            addSince(choice);
        }
        makeRoom();
        refreshCounts(new LevelCounts());
    }

    /** What is used least gives way first; Follow, search and filter stay. */
    private void makeRoom() {
        bar.mayGo(clearButton, clearItem);
        barEnd.visibleProperty().bind(clearItem.visibleProperty());
        mayGo(outToggle, outItem);
        mayGo(errToggle, errItem);
        mayGo(debugToggle, debugItem);
        mayGo(infoToggle, infoItem);
        bar.mayGo(timeChoice, timeMenu);
        mayGo(warnToggle, warnItem);
        mayGo(errorToggle, errorItem);
        ToggleGroup times = new ToggleGroup();
        for (TimeColumn column : TimeColumn.values()) {
            RadioMenuItem item = new RadioMenuItem(timeChoice.getConverter().toString(column));
            item.setToggleGroup(times);
            item.setOnAction(_ -> timeChoice.setValue(column));
            timeChoice.valueProperty().subscribe(now -> item.setSelected(now == column));
            timeMenu.getItems().add(item);
        }
    }

    private void mayGo(ToggleButton toggle, CheckMenuItem item) {
        item.selectedProperty().bindBidirectional(toggle.selectedProperty());
        bar.mayGo(toggle, item);
    }

    /**
     * @param memory keeps how lines are shown
     */
    void connect(LogActions newActions, Target newTarget, Memory memory) {
        actions = newActions;
        target = newTarget;
        timeChoice.setValue(TimeColumn.named(memory.get(TIME_KEY, "")));
        wrapItem.setSelected(!memory.get(WRAP_KEY, "").isEmpty());
        timeChoice.valueProperty().addListener((_, _, now) -> memory.put(TIME_KEY, now.name()));
        wrapItem.selectedProperty()
                .addListener((_, _, wrap) -> memory.put(WRAP_KEY, wrap ? "on" : ""));
    }

    ObjectProperty<TimeColumn> timeProperty() {
        return timeChoice.valueProperty();
    }

    BooleanProperty followProperty() {
        return followToggle.selectedProperty();
    }

    BooleanProperty prettyProperty() {
        return prettyItem.selectedProperty();
    }

    BooleanProperty foldProperty() {
        return foldItem.selectedProperty();
    }

    BooleanProperty wrapProperty() {
        return wrapItem.selectedProperty();
    }

    Since since() {
        return since;
    }

    /**
     * Which lines are wanted.
     *
     * @param lastRuns the youngest run of each process
     */
    RowFilter filter(Map<Integer, Integer> lastRuns) {
        Set<Level> wanted = EnumSet.noneOf(Level.class);
        levels.forEach(
                (level, toggle) -> {
                    if (toggle.isSelected()) {
                        wanted.add(level);
                    }
                });
        return new RowFilter(
                RowFilter.of(hiddenSources, outToggle.isSelected(), errToggle.isSelected())
                        .and(since.filter(sinceChosen, lastRuns)),
                wanted);
    }

    /** True while some lines are not wanted. */
    boolean isFiltering() {
        return since != Since.ALL
                || !hiddenSources.isEmpty()
                || !outToggle.isSelected()
                || !errToggle.isSelected()
                || levels.values().stream().anyMatch(toggle -> !toggle.isSelected());
    }

    /** Wants every line again. */
    void reset() {
        resetting = true;
        levels.values().forEach(toggle -> toggle.setSelected(true));
        outToggle.setSelected(true);
        errToggle.setSelected(true);
        chips.getItems().forEach(chip -> ((ToggleButton) chip).setSelected(true));
        sinceGroup.getToggles().getFirst().setSelected(true);
        resetting = false;
        changed();
    }

    /** Other processes are shown: all of them are wanted. */
    void forgetHidden() {
        hiddenSources.clear();
    }

    /** Shows the name of one process, a chip for each of several, or how many they are. */
    Map<Integer, LogFrame.SourceTag> showNames(
            Collection<ProcessDescription> shown, LogTheme theme) {
        Map<Integer, LogFrame.SourceTag> tags = new LinkedHashMap<>();
        chips.getItems().clear();
        for (ProcessDescription process : shown) {
            LogFrame.SourceTag tag = new LogFrame.SourceTag(LogWords.label(process), tags.size());
            tags.put(process.id(), tag);
            if (shown.size() <= MOST_CHIPS) {
                chips.getItems().add(chip(process.id(), tag));
            }
        }
        colorChips(theme);
        boolean several = shown.size() > 1;
        boolean chipped = several && shown.size() <= MOST_CHIPS;
        chips.setVisible(chipped);
        chips.setManaged(chipped);
        title.setVisible(!chipped);
        title.setManaged(!chipped);
        title.setText(
                several
                        ? MessageFormat.format(resources.getString("names.many"), shown.size())
                        : LogWords.labels(shown));
        return several ? tags : Map.of();
    }

    void colorChips(LogTheme theme) {
        for (int i = 0; i < chips.getItems().size(); i++) {
            if (chips.getItems().get(i) instanceof ToggleButton chip
                    && chip.getGraphic() instanceof Circle dot) {
                dot.setFill(theme.palette().source(i));
            }
        }
    }

    void showFollowing(boolean following) {
        followToggle.setText(resources.getString(following ? "follow" : "follow.paused"));
    }

    /** How many lines of each level there are. */
    void refreshCounts(LevelCounts counts) {
        levels.forEach(
                (level, toggle) -> {
                    String name = level.name().toLowerCase(Locale.ROOT);
                    int count = counts.of(level);
                    boolean counted = level == Level.ERROR || level == Level.WARN;
                    String key = counted && count > 0 ? "level.%s.count" : "level.%s";
                    toggle.setText(words.format(key.formatted(name), count));
                    toggle.setAccessibleText(
                            words.format("level.%s.tooltip".formatted(name), count));
                    toggle.getTooltip().setText(toggle.getAccessibleText());
                });
    }

    private void tellChanges(ToggleButton toggle) {
        toggle.selectedProperty().addListener((_, _, _) -> changed());
    }

    private void changed() {
        if (!resetting && target != null) {
            target.filterChanged();
        }
    }

    private void addSince(Since choice) {
        RadioMenuItem item =
                new RadioMenuItem(
                        resources.getString("since." + choice.name().toLowerCase(Locale.ROOT)));
        item.setToggleGroup(sinceGroup);
        item.setSelected(choice == Since.ALL);
        item.selectedProperty()
                .addListener(
                        (_, _, selected) -> {
                            if (selected) {
                                since = choice;
                                sinceChosen = Instant.now();
                                changed();
                            }
                        });
        sinceMenu.getItems().add(item);
    }

    private ToggleButton chip(int id, LogFrame.SourceTag tag) {
        ToggleButton chip = new ToggleButton(tag.name(), new Circle(4));
        chip.getStyleClass().add("log-chip");
        chip.setMnemonicParsing(false);
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
                            changed();
                        });
        return chip;
    }

    @FXML
    private void find() {
        actions.find();
    }

    @FXML
    private void filterLines() {
        actions.filter();
    }

    @FXML
    private void clear() {
        target.clear();
    }

    @FXML
    private void copyAll() {
        target.copyAll();
    }

    /** Each item of the menu says which lines, and how. */
    @FXML
    private void export(ActionEvent event) {
        String[] words = String.valueOf(((MenuItem) event.getSource()).getUserData()).split(" ");
        target.export(LogExporter.Scope.valueOf(words[0]), LogExporter.Format.valueOf(words[1]));
    }
}
