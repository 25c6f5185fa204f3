package dev.drover.ui.processtable;

import dev.drover.ui.action.ProcessAction;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.Ticker;

import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.fxml.FXML;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.function.Predicate;

/**
 * The table of processes. Cells follow their row's properties; order and filter are looked at once
 * per tick and changed only when they are no longer right, never while a menu is open or the
 * pointer is on its way to a row.
 */
public final class ProcessTableController {

    private static final Duration POINTER_RESTS = Duration.ofSeconds(2);

    /** Kept free at the right, so that a scroll bar that comes covers nothing. */
    private static final double SCROLL_BAR = 16;

    private final ProcessListModel model;
    private final ListFilter filter;
    private final ProcessActions actions;
    private final Ticker ticker;
    private final FilteredList<ObservableProcess> filtered;
    private final SortedList<ObservableProcess> sorted;
    private final ObservableList<ObservableProcess> shown;
    private ColumnFit fit;
    private boolean hadRows;

    /** What the filter took away when it left nothing selected; comes back with its rows. */
    private List<ObservableProcess> hiddenSelection = List.of();

    private Instant pointerMovedAt = Instant.EPOCH;
    private boolean rearranging;
    private List<ObservableProcess> selectedBefore = List.of();

    @FXML private ResourceBundle resources;
    @FXML private TableView<ObservableProcess> table;
    @FXML private ContextMenu menu;
    @FXML private VBox nothingFound;
    @FXML private Label nothingFoundText;

    public ProcessTableController(
            ProcessListModel model, ListFilter filter, ProcessActions actions, Ticker ticker) {
        this.model = model;
        this.filter = filter;
        this.actions = actions;
        this.ticker = ticker;
        // First of all listeners: it sees the selection as it was before the rows changed.
        model.rows().addListener((ListChangeListener<ObservableProcess>) _ -> rowsChange());
        filtered = new FilteredList<>(model.rows(), filter.predicate().get());
        sorted = new SortedList<>(filtered, RowOrder.TROUBLE_FIRST);
        shown = FXCollections.unmodifiableObservableList(sorted);
    }

    /** The rows as shown, in their order. */
    public ObservableList<ObservableProcess> shownRows() {
        return shown;
    }

    /** Selects the row of an id alone and scrolls to it; nothing happens when it is not shown. */
    public void select(int id) {
        model.row(id)
                .filter(sorted::contains)
                .ifPresent(
                        row -> {
                            table.getSelectionModel().clearAndSelect(sorted.indexOf(row));
                            table.scrollTo(row);
                        });
    }

    /** The columns as the user has laid them out, as one line of text. */
    public String columnLayout() {
        return ColumnLayout.write(table, fit);
    }

    /**
     * Lays the columns out as {@link #columnLayout()} said before; an empty line changes nothing.
     */
    public void setColumnLayout(String line) {
        ColumnLayout.read(line, table, fit);
    }

    private void askWhy(ObservableProcess row) {
        select(row.id());
        actions.run(ProcessAction.WHY);
    }

    @FXML
    private void initialize() {
        table.getColumns().setAll(new ProcessColumns(ticker, resources, this::askWhy).all());
        fit = new ColumnFit(table.getColumns());
        table.widthProperty()
                .addListener((_, _, width) -> fit.fit(width.doubleValue() - SCROLL_BAR));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.setItems(sorted);
        table.setSortPolicy(
                _ -> {
                    rearrange(selected(), () -> resort(order()));
                    return true;
                });
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<ObservableProcess>) _ -> tellSelection());
        table.setRowFactory(_ -> row());
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        table.addEventHandler(MouseEvent.MOUSE_MOVED, _ -> pointerMovedAt = ticker.now());
        table.addEventFilter(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::menuRequested);
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
        model.revisionProperty().addListener((_, _, _) -> updated());
        filter.predicate().addListener((_, _, _) -> filterChanged());
        ticker.nowProperty().addListener((_, _, _) -> ticked());
    }

    @FXML
    private void clearFilter() {
        filter.clear();
        table.requestFocus();
    }

    private void rowsChange() {
        if (!rearranging) {
            rearranging = true;
            selectedBefore = selected();
        }
    }

    /**
     * The selection model counts wrongly when rows come at several places at once, and is silent
     * when a selected row is removed.
     */
    private void updated() {
        if (rearranging) {
            rearrange(selectedBefore, () -> {});
            selectedBefore = List.of();
        }
        selectFirst();
    }

    /** When the first rows come, so that there is a log to see at once. */
    private void selectFirst() {
        boolean first = !hadRows && !sorted.isEmpty();
        hadRows = !model.rows().isEmpty();
        if (first && table.getSelectionModel().isEmpty()) {
            table.getSelectionModel().clearAndSelect(0);
        }
    }

    private TableRow<ObservableProcess> row() {
        TableRow<ObservableProcess> row = new TableRow<>();
        row.setOnMouseClicked(
                click -> {
                    if (click.getButton() == MouseButton.PRIMARY
                            && click.getClickCount() == 2
                            && !row.isEmpty()) {
                        actions.run(ProcessAction.SHOW_LOG);
                    }
                });
        return row;
    }

    private void keyPressed(KeyEvent key) {
        boolean menuKey =
                key.getCode() == KeyCode.CONTEXT_MENU
                        || (key.getCode() == KeyCode.F10 && key.isShiftDown());
        if (menuKey) {
            openMenu();
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER && !key.isShortcutDown()) {
            actions.run(ProcessAction.SHOW_LOG);
            key.consume();
        } else if (key.getCode() == KeyCode.ESCAPE && !filter.textProperty().get().isEmpty()) {
            clearFilter();
            key.consume();
        }
    }

    /** At the selected row, as if it had been right-clicked. */
    private void openMenu() {
        Node anchor =
                table.lookupAll(".table-row-cell:selected").stream()
                        .filter(Node::isVisible)
                        .findFirst()
                        .orElse(table);
        Point2D at = anchor.localToScreen(24, anchor == table ? 48 : 20);
        menu.show(table, at.getX(), at.getY());
    }

    /** The header is inside of the table, but it is not a process. */
    private void menuRequested(ContextMenuEvent event) {
        for (Node node = event.getPickResult().getIntersectedNode();
                node != null && node != table;
                node = node.getParent()) {
            if (node.getStyleClass().contains("column-header-background")) {
                new ColumnMenu(table.getColumns(), fit)
                        .show(table, event.getScreenX(), event.getScreenY());
                event.consume();
                return;
            }
        }
    }

    private void tellSelection() {
        if (!rearranging) {
            actions.select(selected());
        }
    }

    private List<ObservableProcess> selected() {
        return table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .toList();
    }

    private Comparator<ObservableProcess> order() {
        return RowOrder.of(table.getComparator());
    }

    private void ticked() {
        boolean frozen =
                menu.isShowing() || pointerMovedAt.plus(POINTER_RESTS).isAfter(ticker.now());
        if (frozen) {
            return;
        }
        Predicate<ObservableProcess> wanted = filter.predicate().get();
        if (model.rows().stream().filter(wanted).count() != filtered.size()
                || !filtered.stream().allMatch(wanted)) {
            refilter();
        }
        Comparator<ObservableProcess> order = order();
        if (!RowOrder.isOrdered(sorted, order)) {
            rearrange(selected(), () -> resort(order));
        }
    }

    /** A list sorts anew when it gets another comparator, not the same one again. */
    private void resort(Comparator<ObservableProcess> order) {
        sorted.setComparator(order::compare);
    }

    /** Other rows: the place that the old ones were scrolled to means nothing to them. */
    private void filterChanged() {
        refilter();
        table.scrollTo(Math.max(0, table.getSelectionModel().getSelectedIndex()));
    }

    private void refilter() {
        Predicate<ObservableProcess> wanted = filter.predicate().get();
        List<ObservableProcess> before = selected().isEmpty() ? hiddenSelection : selected();
        rearrange(before, () -> filtered.setPredicate(wanted::test));
        hiddenSelection = selected().isEmpty() ? before : List.of();
    }

    /**
     * Changes the order or the choice of rows; {@code before} is selected afterwards, as far as it
     * is shown.
     */
    private void rearrange(List<ObservableProcess> before, Runnable change) {
        rearranging = true;
        change.run();
        int[] indices =
                before.stream().mapToInt(sorted::indexOf).filter(index -> index >= 0).toArray();
        List<Integer> now = table.getSelectionModel().getSelectedIndices();
        boolean kept =
                now.size() == indices.length && Arrays.stream(indices).allMatch(now::contains);
        if (!kept) {
            table.getSelectionModel().clearSelection();
            if (indices.length > 0) {
                table.getSelectionModel().selectIndices(indices[0], indices);
            }
        }
        rearranging = false;
        tellSelection();
    }
}
