package dev.drover.ui.processtable;

import dev.drover.ui.action.ActionBinder;

import javafx.fxml.FXML;
import javafx.scene.control.ContextMenu;

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
    }
}
