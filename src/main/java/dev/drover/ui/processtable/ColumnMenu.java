package dev.drover.ui.processtable;

import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;

import java.util.List;

/** Which columns are wanted: opens on a right-click on the header. */
final class ColumnMenu extends ContextMenu {

    ColumnMenu(List<? extends TableColumn<?, ?>> columns, ColumnFit fit) {
        for (TableColumn<?, ?> column : columns) {
            CheckMenuItem item = new CheckMenuItem(((Label) column.getGraphic()).getText());
            item.selectedProperty().bindBidirectional(fit.wanted(column.getId()));
            getItems().add(item);
        }
    }
}
