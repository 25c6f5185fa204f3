package dev.drover.ui.processtable;

import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

/**
 * The tooltip of a cell. It is made with the first text, because it is a window of its own and most
 * cells of a table never have anything to say. FX thread only.
 */
final class CellTip {

    private final Control cell;
    private @Nullable Tooltip tooltip;

    CellTip(Control cell) {
        this.cell = cell;
    }

    /** Shows this text, or nothing when it is empty. */
    void say(String text) {
        if (text.isEmpty()) {
            cell.setTooltip(null);
            return;
        }
        Tooltip said = tooltip == null ? new Tooltip() : tooltip;
        tooltip = said;
        said.setText(text);
        cell.setTooltip(said);
    }
}
