package dev.drover.ui.processtable;

import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.ProcessGroup;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

import java.util.ResourceBundle;
import java.util.function.Consumer;

/** The name of a process, or of a group with the triangle that opens and closes it. */
final class NameCell extends TableCell<ListRow, String> {

    private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");

    private final ResourceBundle texts;
    private final Label triangle = new Label();
    private final ChangeListener<Object> changed = (_, _, _) -> show();
    private final WeakChangeListener<Object> weakly = new WeakChangeListener<>(changed);
    private @Nullable ProcessGroup group;

    NameCell(ResourceBundle texts, Consumer<ProcessGroup> toggle) {
        this.texts = texts;
        getStyleClass().add("name-cell");
        triangle.getStyleClass().add("triangle");
        triangle.addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                press -> {
                    if (group != null && press.getButton() == MouseButton.PRIMARY) {
                        toggle.accept(group);
                        press.consume();
                    }
                });
    }

    @Override
    protected void updateItem(String name, boolean empty) {
        super.updateItem(name, empty);
        ProcessGroup now =
                !empty && getTableRow() != null && getTableRow().getItem() instanceof ProcessGroup g
                        ? g
                        : null;
        if (now != group) {
            listen(group, false);
            group = now;
            listen(now, true);
        }
        show();
    }

    private void listen(@Nullable ProcessGroup to, boolean on) {
        if (to == null) {
            return;
        }
        for (ObservableValue<?> value :
                new ObservableValue<?>[] {to.tallyProperty(), to.collapsedProperty()}) {
            if (on) {
                value.addListener(weakly);
            } else {
                value.removeListener(weakly);
            }
        }
    }

    private void show() {
        pseudoClassStateChanged(GROUP, group != null);
        if (group == null) {
            setText(isEmpty() ? null : getItem());
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        boolean closed = group.collapsedProperty().get();
        triangle.setText(closed ? "▸" : "▾");
        setGraphic(triangle);
        setText(texts.getString("group").formatted(getItem(), group.tallyProperty().get().total()));
        setAccessibleText(
                texts.getString(closed ? "group.closed" : "group.open")
                        .formatted(getItem(), group.tallyProperty().get().total()));
    }
}
