package dev.drover.ui.processtable;

import dev.drover.ui.model.ListRow;

import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;

import java.util.function.Function;

/** A number, right-aligned; the dot of zero is dim. */
final class NumberCell extends TableCell<ListRow, Number> {

    static final PseudoClass ZERO = PseudoClass.getPseudoClass("zero");

    private final Function<Number, String> format;

    NumberCell(Function<Number, String> format) {
        this.format = format;
        getStyleClass().add("number");
    }

    @Override
    protected void updateItem(Number value, boolean empty) {
        super.updateItem(value, empty);
        String text = empty || value == null ? "" : format.apply(value);
        setText(text);
        pseudoClassStateChanged(ZERO, text.equals(Figures.ZERO));
    }
}
