package dev.drover.ui.mainwindow;

import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;

import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The lower part of the window: one tab for each way to look at the selected processes. Only the
 * page on top works; the others are told to rest. A page is made when it is wanted or when the
 * window has time for it, so that its first frame does not wait for any. FX thread only.
 */
public final class Dock {

    /**
     * One tab.
     *
     * @param action brings it to the front; its words are the tab's
     * @param content makes what it shows, which gets the focus with it; asked once
     * @param onTop is told true when it comes to the front and false when it leaves
     */
    public record Page(AppAction action, Supplier<Node> content, Consumer<Boolean> onTop) {}

    private final TabPane tabs = new TabPane();
    private final Map<AppAction, Tab> byAction = new EnumMap<>(AppAction.class);

    /** The pages that are not made yet, from left to right. */
    private final Map<AppAction, Page> waiting = new LinkedHashMap<>();

    /**
     * @param pages from left to right; the first one is on top
     * @param actions learns who brings each to the front
     */
    public Dock(List<Page> pages, AppActions actions) {
        tabs.setId("dock");
        tabs.getStyleClass().add("dock");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        pages.forEach(page -> add(page, actions));
    }

    private void add(Page page, AppActions actions) {
        Tab tab = new Tab(page.action().text());
        tab.setId(page.action().name());
        byAction.put(page.action(), tab);
        waiting.put(page.action(), page);
        tabs.getTabs().add(tab);
        tab.selectedProperty()
                .addListener(
                        (_, _, selected) -> {
                            if (!waiting.containsKey(page.action())) {
                                page.onTop().accept(selected);
                            }
                        });
        actions.on(page.action(), () -> show(page.action()));
    }

    /**
     * Makes one of the pages that are not made yet, first the one on top.
     *
     * @return whether there are more
     */
    public boolean makeNext() {
        AppAction top = AppAction.valueOf(top());
        if (waiting.containsKey(top)) {
            make(top);
        } else if (!waiting.isEmpty()) {
            make(waiting.keySet().iterator().next());
        }
        return !waiting.isEmpty();
    }

    /** Makes a page that is needed at once; nothing happens when it is there. */
    public void make(AppAction action) {
        Page page = waiting.remove(action);
        Tab tab = byAction.get(action);
        if (page != null && tab != null) {
            tab.setContent(page.content().get());
            if (tab.isSelected()) {
                page.onTop().accept(true);
            }
        }
    }

    /** What is put into the window. */
    public Node root() {
        return tabs;
    }

    /** Brings a page to the front and gives it the focus. */
    public void show(AppAction action) {
        Tab tab = byAction.get(action);
        if (tab != null) {
            make(action);
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
        make(AppAction.valueOf(top()));
        return tabs.getSelectionModel().getSelectedItem().getContent();
    }
}
