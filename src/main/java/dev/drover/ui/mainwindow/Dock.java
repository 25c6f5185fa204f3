package dev.drover.ui.mainwindow;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;

import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The lower part of the window: one tab for each way to look at the selected processes. Only the
 * page on top works; the others are told to rest. FX thread only.
 */
public final class Dock {

    /**
     * One tab.
     *
     * @param action brings it to the front; its words are the tab's
     * @param content what it shows; gets the focus with it
     * @param onTop is told true when it comes to the front and false when it leaves
     */
    public record Page(AppAction action, Node content, Consumer<Boolean> onTop) {}

    private final TabPane tabs = new TabPane();
    private final Map<AppAction, Tab> byAction = new EnumMap<>(AppAction.class);

    /**
     * @param pages from left to right; the first one is on top
     * @param actions learns who brings each to the front
     */
    public Dock(List<Page> pages, AppActions actions) {
        tabs.setId("dock");
        tabs.getStyleClass().add("dock");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        pages.forEach(page -> add(page, actions));
        pages.getFirst().onTop().accept(true);
    }

    private void add(Page page, AppActions actions) {
        Tab tab = new Tab(page.action().text(), page.content());
        tab.setId(page.action().name());
        byAction.put(page.action(), tab);
        tabs.getTabs().add(tab);
        tab.selectedProperty().addListener((_, _, selected) -> page.onTop().accept(selected));
        actions.on(page.action(), () -> show(page.action()));
    }

    /** What is put into the window. */
    public Node root() {
        return tabs;
    }

    /** Brings a page to the front and gives it the focus. */
    public void show(AppAction action) {
        Tab tab = byAction.get(action);
        if (tab != null) {
            tabs.getSelectionModel().select(tab);
            tab.getContent().requestFocus();
        }
    }

    /** The page on top, by the name of its action, to be remembered. */
    public String top() {
        return tabs.getSelectionModel().getSelectedItem().getId();
    }

    /** Brings the page to the front that was remembered; an unknown name changes nothing. */
    public void restore(String remembered) {
        tabs.getTabs().stream()
                .filter(tab -> tab.getId().equals(remembered))
                .forEach(tabs.getSelectionModel()::select);
    }

    /** What F6 goes to. */
    Node focusTarget() {
        return tabs.getSelectionModel().getSelectedItem().getContent();
    }
}
