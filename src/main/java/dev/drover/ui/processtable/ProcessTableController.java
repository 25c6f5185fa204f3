package dev.drover.ui.processtable;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Memory;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.Live;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessGroup;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;

import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The table of processes. Cells follow their row's properties; order and filter are looked at once
 * per tick and changed only when they are no longer right, never while a menu is open or the
 * pointer is on its way to a row.
 */
public final class ProcessTableController {

    /**
     * What the table has to do with besides processes.
     *
     * @param app learns who turns grouping and flashing on and off
     * @param memory keeps what the user has chosen
     * @param prompts asks for names
     * @param home whose stars are shown
     * @param want is told what the columns show that somebody has to find out
     */
    public record Surroundings(
            AppActions app,
            Memory memory,
            Prompts prompts,
            String home,
            Consumer<Set<Live>> want) {}

    /** Kept free at the right, so that a scroll bar that comes covers nothing. */
    private static final double SCROLL_BAR = 16;

    private final ProcessListModel model;
    private final ListFilter filter;
    private final ProcessActions actions;
    private final Ticker ticker;
    private final Surroundings surroundings;
    private final ObservableList<ListRow> lines = FXCollections.observableArrayList();
    private final RowArrangement arrangement;
    private final RowFlash flash;
    private final Stars stars;
    private final ColumnSets columnSets;
    private final Label heldHint = new Label();
    private ColumnFit fit;
    private CalmOrder calm;
    private LineSelection selection;
    private boolean hadRows;

    /** What the filter took away when it left nothing selected; comes back with its rows. */
    private List<ListRow> hiddenSelection = List.of();

    @FXML private ResourceBundle resources;
    @FXML private TableView<ListRow> table;
    @FXML private ContextMenu menu;
    @FXML private VBox nothingFound;
    @FXML private Label nothingFoundText;

    public ProcessTableController(
            ProcessListModel model,
            ListFilter filter,
            ProcessActions actions,
            Ticker ticker,
            Surroundings surroundings) {
        this.model = model;
        this.filter = filter;
        this.actions = actions;
        this.ticker = ticker;
        this.surroundings = surroundings;
        Memory memory = surroundings.memory();
        flash = new RowFlash(Boolean.parseBoolean(memory.get(RowFlash.KEY, "true")));
        stars = new Stars(memory, surroundings.home());
        String starred = ViewLoader.texts(ProcessTableController.class).getString("starred");
        arrangement = new RowArrangement(memory, stars, starred);
        columnSets = new ColumnSets(memory);
    }

    /** The processes as shown, in their order; those of closed groups too. */
    public List<ObservableProcess> shownRows() {
        return arrangement.processes();
    }

    /** Selects the row of an id alone and scrolls to it; nothing happens when it is not shown. */
    public void select(int id) {
        model.row(id)
                .filter(lines::contains)
                .ifPresent(
                        row -> {
                            table.getSelectionModel().clearAndSelect(lines.indexOf(row));
                            table.scrollTo(row);
                        });
    }

    /** Selects as {@link #select} does, lifts what hides the row, and gives the table the focus. */
    public void goTo(int id) {
        model.row(id)
                .ifPresent(
                        row -> {
                            if (!arrangement.processes().contains(row)) {
                                filter.clear();
                            }
                            open(row);
                            select(id);
                            table.requestFocus();
                        });
    }

    /** The columns as the user has laid them out, as one line of text. */
    public String columnLayout() {
        return ColumnLayout.write(table, fit);
    }

    /** Lays the columns out as {@link #columnLayout()} said; an empty line changes nothing. */
    public void setColumnLayout(String line) {
        ColumnLayout.read(line, table, fit);
    }

    private void askWhy(ObservableProcess row) {
        select(row.id());
        actions.run(ProcessAction.WHY);
    }

    /** Says that rows wait for the pointer to leave; to be put over a corner of the table. */
    public Node heldHint() {
        return heldHint;
    }

    @FXML
    private void initialize() {
        ProcessColumns.Links links =
                new ProcessColumns.Links(
                        stars,
                        group -> setCollapsed(group, !group.collapsedProperty().get()),
                        actions::openPort,
                        this::askWhy,
                        surroundings.want());
        table.getColumns().setAll(new ProcessColumns(ticker, links, resources).all());
        fit = new ColumnFit(table.getColumns());
        ColumnLayout.sortByShownOnly(table, fit);
        calm = new CalmOrder(table, menu, ticker::now);
        table.widthProperty()
                .addListener((_, _, width) -> fit.fit(width.doubleValue() - SCROLL_BAR));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        selection = new LineSelection(table, actions::select);
        table.setItems(lines);
        table.setSortPolicy(
                _ -> {
                    arrange();
                    return true;
                });
        table.setRowFactory(_ -> row());
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        TableMenus.ofHeader(table, this::columnMenu);
        calm.explain(heldHint, resources.getString("order.held"));
        explainNothing();
        listen();
    }

    private void explainNothing() {
        nothingFound.visibleProperty().bind(Bindings.isNotEmpty(model.rows()));
        nothingFoundText
                .textProperty()
                .bind(
                        filter.textProperty()
                                .map(
                                        text ->
                                                text.isBlank()
                                                        ? resources.getString("nothing")
                                                        : resources
                                                                .getString("nothing.text")
                                                                .formatted(text.strip())));
    }

    private void listen() {
        model.revisionProperty().addListener((_, _, _) -> updated());
        filter.predicate().addListener((_, _, _) -> filterChanged());
        ticker.nowProperty().addListener((_, _, _) -> ticked());
        stars.revisionProperty().addListener((_, _, _) -> arrange());
        actions.on(ProcessAction.STAR, stars::toggle);
        AppActions app = surroundings.app();
        app.on(AppAction.GROUP_BY_NAMESPACE, this::toggleGrouping)
                .on(AppAction.FLASH_ROWS, this::toggleFlash);
        app.isOn(AppAction.GROUP_BY_NAMESPACE).set(arrangement.isGrouping());
        app.isOn(AppAction.FLASH_ROWS).set(flash.isEnabled());
    }

    private void toggleGrouping() {
        arrangement.setGrouping(!arrangement.isGrouping());
        surroundings.app().isOn(AppAction.GROUP_BY_NAMESPACE).set(arrangement.isGrouping());
        show(arrangement.lines());
        selection.scrollTo();
    }

    private void toggleFlash() {
        flash.setEnabled(!flash.isEnabled());
        surroundings.memory().put(RowFlash.KEY, Boolean.toString(flash.isEnabled()));
        surroundings.app().isOn(AppAction.FLASH_ROWS).set(flash.isEnabled());
    }

    /** A closed group takes over the selection of what it hides. */
    private void setCollapsed(ProcessGroup group, boolean value) {
        List<ListRow> before = new ArrayList<>(selection.lines());
        if (value && before.removeIf(group.members()::contains)) {
            before.add(group);
        }
        arrangement.setCollapsed(group, value);
        selection.rearrange(before, arrangement.lines());
    }

    /** Opens the closed group that a process is in. */
    private void open(ObservableProcess row) {
        lines.stream()
                .filter(ProcessGroup.class::isInstance)
                .map(ProcessGroup.class::cast)
                .filter(group -> group.members().contains(row))
                .filter(group -> group.collapsedProperty().get())
                .findFirst()
                .ifPresent(group -> setCollapsed(group, false));
    }

    @FXML
    private void clearFilter() {
        filter.clear();
        table.requestFocus();
    }

    private void updated() {
        flash.update(model);
        show(arrangement.keep(model.rows(), filter.predicate().get(), order()));
        selectFirst();
    }

    /** When the first rows come, so that there is a log to see at once. */
    private void selectFirst() {
        boolean first = !hadRows && !lines.isEmpty();
        hadRows = !model.rows().isEmpty();
        if (first && table.getSelectionModel().isEmpty()) {
            table.getSelectionModel()
                    .clearAndSelect(lines.indexOf(arrangement.processes().getFirst()));
        }
    }

    private ProcessRow row() {
        ProcessRow row = new ProcessRow(flash);
        row.setOnMouseClicked(
                click -> {
                    if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
                        switch (row.getItem()) {
                            case ProcessGroup group ->
                                    setCollapsed(group, !group.collapsedProperty().get());
                            case ObservableProcess _ -> actions.run(ProcessAction.SHOW_LOG);
                            case null -> {}
                        }
                    }
                });
        return row;
    }

    private void keyPressed(KeyEvent key) {
        boolean menuKey =
                key.getCode() == KeyCode.CONTEXT_MENU
                        || (key.getCode() == KeyCode.F10 && key.isShiftDown());
        if (menuKey) {
            TableMenus.openAtSelection(table, menu);
        } else if (menu.isShowing() && key.getCode().isNavigationKey()) {
            // What the menu has no use for moves nothing behind it.
            key.consume();
            return;
        } else if (key.getCode() == KeyCode.ENTER && !key.isShortcutDown()) {
            actions.run(ProcessAction.SHOW_LOG);
        } else if (key.getCode() == KeyCode.ESCAPE && !filter.textProperty().get().isEmpty()) {
            clearFilter();
        } else if (!folds(key.getCode())) {
            return;
        }
        key.consume();
    }

    /** Left closes the group of the focused line, right opens it. */
    private boolean folds(KeyCode key) {
        if (key != KeyCode.LEFT && key != KeyCode.RIGHT) {
            return false;
        }
        return switch (table.getFocusModel().getFocusedItem()) {
            case ProcessGroup group -> {
                setCollapsed(group, key == KeyCode.LEFT);
                yield true;
            }
            case null, default -> false;
        };
    }

    /** What a right-click on the header opens. */
    ColumnMenu columnMenu() {
        return new ColumnMenu(
                table.getColumns(),
                fit,
                new ColumnMenu.Layouts(columnSets, this::columnLayout, this::setColumnLayout),
                surroundings.prompts(),
                resources);
    }

    private Comparator<ObservableProcess> order() {
        return stars.first(RowOrder.of(table.getComparator()));
    }

    private void ticked() {
        Predicate<ObservableProcess> wanted = filter.predicate().get();
        List<ObservableProcess> shown = arrangement.processes();
        boolean stale =
                model.rows().stream().filter(wanted).count() != shown.size()
                        || !shown.stream().allMatch(wanted)
                        || !RowOrder.isOrdered(shown, order());
        boolean frozen = calm.isFrozen();
        calm.setHeld(stale && frozen);
        if (stale && !frozen) {
            refilter();
        }
    }

    /** The user asked for another order: at once. */
    private void arrange() {
        show(arrangement.arrange(model.rows(), filter.predicate().get(), order()));
    }

    /** Other rows: the place that the old ones were scrolled to means nothing to them. */
    private void filterChanged() {
        refilter();
        selection.scrollTo();
    }

    private void refilter() {
        List<ListRow> before = selection.lines();
        if (before.isEmpty()) {
            before = hiddenSelection;
        }
        List<ListRow> wanted = arrangement.arrange(model.rows(), filter.predicate().get(), order());
        selection.rearrange(before, wanted);
        hiddenSelection = selection.lines().isEmpty() ? before : List.of();
    }

    private void show(List<ListRow> wanted) {
        if (lines.equals(wanted)) {
            selection.tell();
        } else {
            selection.rearrange(selection.lines(), wanted);
        }
    }
}
