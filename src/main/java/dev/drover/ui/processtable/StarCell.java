package dev.drover.ui.processtable;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.model.ListRow;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import java.util.List;
import java.util.ResourceBundle;

/** The star of a process; a click gives or takes it. */
final class StarCell extends TableCell<ListRow, ProcessDescription> {

    private static final PseudoClass STARRED = PseudoClass.getPseudoClass("starred");

    private final Stars stars;
    private final ResourceBundle texts;
    private final ChangeListener<Number> changed = (_, _, _) -> show();

    StarCell(Stars stars, ResourceBundle texts) {
        this.stars = stars;
        this.texts = texts;
        getStyleClass().add("star-cell");
        stars.revisionProperty().addListener(new WeakChangeListener<>(changed));
        addEventFilter(
                MouseEvent.MOUSE_PRESSED,
                press -> {
                    ProcessDescription process = getItem();
                    if (process != null && press.getButton() == MouseButton.PRIMARY) {
                        stars.toggle(List.of(process));
                        press.consume();
                    }
                });
    }

    @Override
    protected void updateItem(ProcessDescription process, boolean empty) {
        super.updateItem(process, empty);
        show();
    }

    private void show() {
        ProcessDescription process = getItem();
        boolean starred = !isEmpty() && process != null && stars.has(process);
        pseudoClassStateChanged(STARRED, starred);
        setText(isEmpty() || process == null ? null : starred ? "★" : "☆");
        setAccessibleText(texts.getString(starred ? "star.on" : "star.off"));
    }
}
