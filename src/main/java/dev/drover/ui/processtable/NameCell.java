package dev.drover.ui.processtable;

import dev.drover.ui.model.ListRow;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessGroup;
import dev.drover.ui.model.RowMark;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;

/**
 * The name of a process, with a bell when there is something to look at, or of a group with the
 * triangle that opens and closes it.
 */
final class NameCell extends TableCell<ListRow, String> {

    private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");

    /** At both sides of a cell, as the style sheet has it. */
    private static final double PADDING = 16;

    private final ResourceBundle texts;
    private final Label triangle = new Label();
    private final Label groupName = new Label();
    private final Label count = new Label();
    private final HBox header = new HBox(4, triangle, groupName, count);
    private final ChangeListener<Object> changed = (_, _, _) -> show();
    private final WeakChangeListener<Object> weakly = new WeakChangeListener<>(changed);
    private final CellTip about = new CellTip(this);
    private @Nullable FontIcon bell;
    private @Nullable ProcessGroup group;
    private @Nullable ObservableProcess process;

    NameCell(ResourceBundle texts, Consumer<ProcessGroup> toggle) {
        this.texts = texts;
        getStyleClass().add("name-cell");
        triangle.getStyleClass().add("triangle");
        // Of a long name the end gives way: how many there are stands after it.
        header.getStyleClass().add("group-header");
        header.setMinWidth(0);
        header.maxWidthProperty().bind(widthProperty().subtract(PADDING));
        count.setMinWidth(Region.USE_PREF_SIZE);
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
        ListRow item = empty || getTableRow() == null ? null : getTableRow().getItem();
        ProcessGroup now = item instanceof ProcessGroup g ? g : null;
        if (now != group) {
            listen(group, false);
            group = now;
            listen(now, true);
        }
        listen(item instanceof ObservableProcess one ? one : null);
        show();
    }

    private void listen(@Nullable ObservableProcess to) {
        if (process != null && process != to) {
            process.markProperty().removeListener(weakly);
        }
        if (to != null && process != to) {
            to.markProperty().addListener(weakly);
        }
        process = to;
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
            showProcess();
            return;
        }
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        about.say("");
        boolean closed = group.collapsedProperty().get();
        triangle.setText(closed ? "▸" : "▾");
        groupName.setText(getItem());
        count.setText("(%d)".formatted(group.tallyProperty().get().total()));
        setText(null);
        setGraphic(header);
        setAccessibleText(
                texts.getString(closed ? "group.closed" : "group.open")
                        .formatted(getItem(), group.tallyProperty().get().total()));
    }

    private void showProcess() {
        Optional<RowMark> mark =
                process == null || isEmpty() ? Optional.empty() : process.markProperty().get();
        setText(isEmpty() ? null : getItem());
        setContentDisplay(ContentDisplay.RIGHT);
        setGraphic(mark.isPresent() ? bell() : null);
        about.say(mark.map(RowMark::text).orElse(""));
        setAccessibleText(mark.map(m -> getItem() + ": " + m.text()).orElse(null));
    }

    /** Made with the first mark: most names never have one. */
    private FontIcon bell() {
        FontIcon present = bell;
        if (present == null) {
            present = new FontIcon(Feather.BELL);
            bell = present;
            present.getStyleClass().add("row-mark");
            present.setPickOnBounds(true);
            present.addEventHandler(
                    MouseEvent.MOUSE_PRESSED,
                    press -> {
                        if (process != null && press.getButton() == MouseButton.PRIMARY) {
                            process.markProperty().get().ifPresent(mark -> mark.goTo().run());
                            press.consume();
                        }
                    });
        }
        return present;
    }
}
