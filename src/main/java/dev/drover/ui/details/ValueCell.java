package dev.drover.ui.details;

import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.javafx.FontIcon;

/** A value; that of a secret has a button that reveals it. */
final class ValueCell extends TableCell<DetailRow, String> {

    private final ToggleButton reveal = new ToggleButton();
    private final Tooltip whole = new Tooltip();

    ValueCell(DetailWords words) {
        getStyleClass().add("detail-value");
        setContentDisplay(ContentDisplay.RIGHT);
        reveal.getStyleClass().add("detail-reveal");
        reveal.setGraphic(new FontIcon("fth-eye"));
        reveal.setAccessibleText(words.get("reveal"));
        reveal.setTooltip(new Tooltip(words.get("reveal")));
        reveal.setOnAction(
                _ -> {
                    DetailRow row = getTableRow().getItem();
                    if (row != null) {
                        row.setRevealed(reveal.isSelected());
                    }
                });
        whole.setWrapText(true);
        whole.setMaxWidth(600);
    }

    @Override
    protected void updateItem(String value, boolean empty) {
        super.updateItem(value, empty);
        DetailRow row = getTableRow() == null ? null : getTableRow().getItem();
        boolean nothing = empty || value == null || row == null;
        setText(nothing ? null : value);
        boolean secret = !nothing && row.isSecret();
        setGraphic(secret ? reveal : null);
        if (secret) {
            reveal.setSelected(row.isRevealed());
        }
        whole.setText(nothing ? "" : value);
        setTooltip(nothing || value.isEmpty() ? null : whole);
    }
}
