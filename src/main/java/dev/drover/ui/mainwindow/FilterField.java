package dev.drover.ui.mainwindow;

import dev.drover.ui.model.ListFilter;

import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The keys of the filter field: Escape clears it and goes back to the list. */
final class FilterField {

    private final TextField field;

    FilterField(TextField field) {
        this.field = field;
    }

    /**
     * Connects the field.
     *
     * @param list gets the focus back
     */
    void install(ListFilter filter, Node list) {
        field.textProperty().bindBidirectional(filter.textProperty());
        field.addEventHandler(
                KeyEvent.KEY_PRESSED,
                key -> {
                    if (key.getCode() == KeyCode.ESCAPE) {
                        filter.clear();
                        list.requestFocus();
                        key.consume();
                    } else if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.ENTER) {
                        list.requestFocus();
                        key.consume();
                    }
                });
    }

    /** Ready to type over what is in it. */
    void focus() {
        field.requestFocus();
        field.selectAll();
    }
}
