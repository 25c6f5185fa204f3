package dev.drover.ui.processtable;

import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableView;
import javafx.scene.input.ContextMenuEvent;

import java.util.function.Supplier;

/** Where the two menus of the table open: that of the rows, that of the header. FX thread only. */
final class TableMenus {

    private TableMenus() {}

    /** At the selected row, as if it had been right-clicked. */
    static void openAtSelection(TableView<?> table, ContextMenu menu) {
        Node anchor =
                table.lookupAll(".table-row-cell:selected").stream()
                        .filter(Node::isVisible)
                        .findFirst()
                        .orElse(table);
        Point2D at = anchor.localToScreen(24, anchor == table ? 48 : 20);
        menu.show(table, at.getX(), at.getY());
    }

    /**
     * A right-click on the header opens a menu of its own: it is inside of the table, but it is not
     * a process.
     */
    static void ofHeader(TableView<?> table, Supplier<? extends ContextMenu> menu) {
        table.addEventFilter(
                ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                event -> {
                    for (Node node = event.getPickResult().getIntersectedNode();
                            node != null && node != table;
                            node = node.getParent()) {
                        if (node.getStyleClass().contains("column-header-background")) {
                            menu.get().show(table, event.getScreenX(), event.getScreenY());
                            event.consume();
                            return;
                        }
                    }
                });
    }
}
