package dev.drover.ui.logview;

import javafx.fxml.FXML;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;

/** The menu of a line, with every key that the log has. FX thread only. */
public final class LogMenuController {

    private static final int LONGEST_LABEL = 80;

    @FXML private ContextMenu root;
    @FXML private MenuItem copyItem;
    @FXML private MenuItem copyLineItem;
    @FXML private MenuItem openItem;
    @FXML private MenuItem fieldsItem;
    @FXML private MenuItem framesItem;
    @FXML private MenuItem onlyItem;
    @FXML private MenuItem hideItem;
    @FXML private MenuItem alertItem;
    @FXML private MenuItem contextItem;
    @FXML private MenuItem bookmarkItem;
    @FXML private Menu bookmarksMenu;
    @FXML private ResourceBundle resources;

    private LogWords words;
    private @Nullable LogView view;
    private @Nullable LogNavigator navigator;
    private @Nullable LogActions actions;

    /** Made by the loader of the log view. */
    LogMenuController() {}

    @FXML
    private void initialize() {
        words = new LogWords(resources, ZoneId.systemDefault());
    }

    void connect(LogView newView, LogNavigator newNavigator, LogActions newActions) {
        view = newView;
        navigator = newNavigator;
        actions = newActions;
        newView.setOnContextMenuRequested(this::show);
    }

    /** Lists the bookmarks; false when there are none. */
    boolean showBookmarks() {
        LogView here = view();
        ContextMenu list = new ContextMenu();
        list.getItems().setAll(bookmarkItems());
        if (list.getItems().isEmpty()) {
            return false;
        }
        var corner = here.localToScreen(0, 0);
        list.show(here, corner.getX(), corner.getY());
        return true;
    }

    private void show(ContextMenuEvent event) {
        LogView here = view();
        if (!event.isKeyboardTrigger() && here.selection().isEmpty()) {
            LogSelection.Place place = here.placeAt(event.getX(), event.getY());
            here.select(place.row());
        }
        refresh(here.current());
        root.show(here, event.getScreenX(), event.getScreenY());
    }

    private void refresh(@Nullable LogEntry entry) {
        boolean output = entry != null && entry.row() instanceof LogRow.Output;
        copyItem.setDisable(view().selection().isEmpty());
        copyLineItem.setDisable(!output);
        Optional<SourceLink> link =
                output ? SourceLink.first(current().row().text()) : Optional.empty();
        openItem.setDisable(link.isEmpty());
        openItem.setText(
                link.map(l -> words.format("menu.open.place", l.file(), Integer.toString(l.line())))
                        .orElseGet(() -> resources.getString("menu.open")));
        fieldsItem.setDisable(!output || !isJson(current()));
        framesItem.setDisable(entry == null || entry.frames() == 0);
        boolean open = entry != null && entry.open;
        framesItem.setText(resources.getString(open ? "menu.frames.close" : "menu.frames.open"));
        onlyItem.setDisable(!output);
        hideItem.setDisable(!output);
        alertItem.setDisable(!output);
        contextItem.setDisable(!output);
        bookmarkItem.setDisable(entry == null);
        boolean marked = entry != null && entry.bookmarked;
        bookmarkItem.setText(
                resources.getString(marked ? "menu.bookmark.remove" : "menu.bookmark"));
        bookmarksMenu.getItems().setAll(bookmarkItems());
        bookmarksMenu.setDisable(bookmarksMenu.getItems().isEmpty());
    }

    private static boolean isJson(LogEntry entry) {
        return entry.row() instanceof LogRow.Output output && output.traits().json() != null;
    }

    private List<MenuItem> bookmarkItems() {
        return navigator().bookmarks().stream().map(this::bookmarkItem).toList();
    }

    private MenuItem bookmarkItem(LogRow row) {
        String time = TimeColumn.CLOCK.text(row.at(), row.at(), ZoneId.systemDefault());
        String label = (time + "  " + row.text()).strip();
        MenuItem item =
                new MenuItem(
                        label.length() > LONGEST_LABEL
                                ? label.substring(0, LONGEST_LABEL) + "…"
                                : label);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> navigator().toBookmark(row));
        return item;
    }

    @FXML
    private void copy() {
        view().copy();
    }

    @FXML
    private void copyLine() {
        if (current().row() instanceof LogRow.Output output) {
            ClipboardContent content = new ClipboardContent();
            content.putString(output.written());
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    @FXML
    private void selectAll() {
        view().selectAll();
    }

    @FXML
    private void openSource() {
        actions().openSource(current(), -1);
    }

    @FXML
    private void showFields() {
        actions().showDetails(current());
    }

    @FXML
    private void toggleFrames() {
        actions().setOpen(current(), !current().open);
    }

    @FXML
    private void filterToSelection() {
        actions().filterTo(wanted());
    }

    @FXML
    private void hideSelection() {
        actions().hideLike(wanted());
    }

    @FXML
    private void alertLikeThis() {
        String selected = selected();
        boolean line = selected.isEmpty();
        actions().alert(line ? current().row().text() : selected, line, current());
    }

    @FXML
    private void find() {
        actions().find();
    }

    @FXML
    private void filter() {
        actions().filter();
    }

    @FXML
    private void nextError() {
        actions().toLevel(Level.ERROR, true);
    }

    @FXML
    private void previousError() {
        actions().toLevel(Level.ERROR, false);
    }

    @FXML
    private void nextWarning() {
        actions().toLevel(Level.WARN, true);
    }

    @FXML
    private void previousWarning() {
        actions().toLevel(Level.WARN, false);
    }

    @FXML
    private void nextBookmark() {
        navigator().toBookmark(true);
    }

    @FXML
    private void previousBookmark() {
        navigator().toBookmark(false);
    }

    @FXML
    private void nextLine() {
        navigator().toLine(true);
    }

    @FXML
    private void previousLine() {
        navigator().toLine(false);
    }

    @FXML
    private void seeInContext() {
        actions().seeInContext(current());
    }

    @FXML
    private void goToPlace() {
        actions().askWhere();
    }

    @FXML
    private void toStart() {
        actions().goHome();
    }

    @FXML
    private void toEnd() {
        view().followingProperty().set(true);
    }

    @FXML
    private void bookmark() {
        navigator().toggleBookmark();
    }

    @FXML
    private void mark() {
        actions().mark();
    }

    /** What is selected in one line, or the whole line. */
    private String wanted() {
        String selected = selected();
        return selected.isEmpty() ? current().row().text() : selected;
    }

    /** Empty unless it is a part of one line. */
    private String selected() {
        String selected = view().selection().text(view().document());
        return selected.isBlank() || selected.contains("\n") ? "" : selected;
    }

    private LogEntry current() {
        return Objects.requireNonNull(view().current());
    }

    private LogView view() {
        return Objects.requireNonNull(view);
    }

    private LogNavigator navigator() {
        return Objects.requireNonNull(navigator);
    }

    private LogActions actions() {
        return Objects.requireNonNull(actions);
    }
}
