package dev.drover.ui.action;

import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Pane;

import java.util.List;

/** Connects the items that FXML has laid out with those who carry them out. FX thread only. */
public final class ActionBinder {

    private final ProcessActions processes;
    private final AppActions app;

    public ActionBinder(ProcessActions processes, AppActions app) {
        this.processes = processes;
        this.app = app;
    }

    /** Connects items and those of their sub-menus; other kinds of items are left alone. */
    public void bind(List<MenuItem> items) {
        for (MenuItem item : items) {
            switch (item) {
                case ProcessActionItem one -> one.bind(processes, app.keys());
                case AppActionItem one -> one.bind(app);
                case AppActionCheck one -> one.bind(app);
                case AppActionChoice one -> one.bind(app);
                case CustomActionMenu menu -> menu.bind(processes);
                case SignalMenu menu -> menu.bind(processes);
                case WatchItem one -> one.bind(processes, app.keys());
                case PagesMenu menu -> menu.bind(processes);
                case Menu menu -> bind(menu.getItems());
                default -> {}
            }
        }
    }

    /** Connects the buttons inside of a pane. */
    public void bind(Pane pane) {
        for (Node node : pane.getChildren()) {
            switch (node) {
                case ActionButton button -> button.bind(processes, app.keys());
                case AppActionButton button -> button.bind(app);
                case Pane inner -> bind(inner);
                default -> {}
            }
        }
    }
}
