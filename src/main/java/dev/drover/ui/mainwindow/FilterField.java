package dev.drover.ui.mainwindow;

import dev.drover.ui.model.ListFilter;
import dev.drover.ui.model.ProcessFilter;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.ResourceBundle;

/** The keys of the filter field: Escape clears it and goes back to the list. */
final class FilterField {

    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final TextField field;

    FilterField(TextField field) {
        this.field = field;
    }

    /** Names in {@code problem}, beside the field, what is asked for and does not exist. */
    FilterField explain(ListFilter filter, Label problem, ResourceBundle texts) {
        problem.managedProperty().bind(problem.visibleProperty());
        Tooltip whole = new Tooltip();
        problem.setTooltip(whole);
        filter.unknownStates()
                .subscribe(
                        unknown -> {
                            boolean wrong = !unknown.isEmpty();
                            String sentence =
                                    wrong
                                            ? texts.getString("filter.unknown")
                                                    .formatted(
                                                            unknown.getFirst(),
                                                            String.join(
                                                                    ", ",
                                                                    ProcessFilter.knownStates()
                                                                            .subList(0, 4)))
                                            : "";
                            problem.setText(sentence);
                            whole.setText(sentence);
                            problem.setVisible(wrong);
                            field.pseudoClassStateChanged(DANGER, wrong);
                            field.setAccessibleHelp(sentence);
                        });
        return this;
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
