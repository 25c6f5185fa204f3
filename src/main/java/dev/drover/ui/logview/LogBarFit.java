package dev.drover.ui.logview;

import javafx.scene.Node;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.HBox;

/**
 * Gives the toggles of a log's tool bar as much width as the rest leaves them: what of them has no
 * room is in their menu, and the buttons after them stay in sight in a narrow window. FX thread
 * only.
 */
final class LogBarFit {

    private final HBox bar;
    private final ToolBar toggles;

    /**
     * @param toggles a child of {@code bar}; what stands before it can be made as narrow as it
     *     allows
     */
    LogBarFit(HBox bar, ToolBar toggles) {
        this.bar = bar;
        this.toggles = toggles;
        // As wide as there is room: not as wide as the toggles were when there was more.
        bar.setMinWidth(0);
        bar.widthProperty().addListener((_, _, _) -> fit());
    }

    /** Looks again: a part of the bar has another width. */
    void fit() {
        double others = bar.snappedLeftInset() + bar.snappedRightInset() - bar.getSpacing();
        boolean after = false;
        for (Node part : bar.getChildren()) {
            if (!part.isManaged()) {
                continue;
            }
            others += bar.getSpacing();
            if (part == toggles) {
                after = true;
            } else {
                others += after ? part.prefWidth(-1) : part.minWidth(-1);
            }
        }
        double room = bar.getWidth() - others;
        toggles.setMinWidth(Math.clamp(room, 0, toggles.prefWidth(-1)));
    }
}
