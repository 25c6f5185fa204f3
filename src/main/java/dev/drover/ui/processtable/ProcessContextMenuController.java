package dev.drover.ui.processtable;

import dev.drover.ui.action.ActionBinder;

import javafx.fxml.FXML;
import javafx.scene.control.ContextMenu;

import java.util.List;

/** The right-click menu of the table; its order stands in {@code ProcessContextMenu.fxml}. */
public final class ProcessContextMenuController {

    private final ActionBinder binder;

    @FXML private ContextMenu menu;

    public ProcessContextMenuController(ActionBinder binder) {
        this.binder = binder;
    }

    @FXML
    private void initialize() {
        binder.bind(menu.getItems());
        menu.setOnShowing(_ -> alignColumns());
    }

    /**
     * A shown menu measures its columns once, and an item whose text changes is then the only one
     * that moves: new skins line up keys and arrows again.
     */
    private void alignColumns() {
        menu.getItems().setAll(List.copyOf(menu.getItems()));
    }
}
