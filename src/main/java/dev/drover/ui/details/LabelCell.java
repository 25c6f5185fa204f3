package dev.drover.ui.details;

import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;

/** A label, or the title of a section. */
final class LabelCell extends TableCell<DetailRow, String> {

    private static final PseudoClass TITLE = PseudoClass.getPseudoClass("title");

    LabelCell() {
        getStyleClass().add("detail-label");
    }

    @Override
    protected void updateItem(String label, boolean empty) {
        super.updateItem(label, empty);
        DetailRow row = getTableRow() == null ? null : getTableRow().getItem();
        pseudoClassStateChanged(TITLE, !empty && row != null && row.isTitle());
        setText(empty ? null : label);
    }
}
