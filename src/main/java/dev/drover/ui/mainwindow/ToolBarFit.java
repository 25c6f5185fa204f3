package dev.drover.ui.mainwindow;

import dev.drover.ui.action.ActionButton;
import dev.drover.ui.common.FxThread;

import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;

/**
 * The words on the buttons of a tool bar make room for what stands at its end: where there is too
 * little, the buttons are icons with tooltips. FX thread only.
 */
final class ToolBarFit {

    /** More than the least that its parts take, so that something can be typed at its end. */
    private static final double SPARE = 80;

    private final HBox toolBar;
    private double wanted;
    private boolean compact;

    private ToolBarFit(HBox toolBar) {
        this.toolBar = toolBar;
    }

    static void install(HBox toolBar) {
        ToolBarFit fit = new ToolBarFit(toolBar);
        toolBar.widthProperty().addListener((_, _, width) -> fit.fit(width.doubleValue()));
    }

    private void fit(double width) {
        if (!compact) {
            wanted = toolBar.minWidth(-1) + SPARE;
        }
        boolean narrow = width < wanted;
        if (narrow != compact) {
            compact = narrow;
            toolBar.getChildren().forEach(this::show);
            // The width comes within a layout, which has the old widths of the buttons.
            FxThread.afterwards(toolBar::requestLayout);
        }
    }

    private void show(Node part) {
        switch (part) {
            case ActionButton button -> button.setCompact(compact);
            case Labeled labeled when labeled.getGraphic() != null ->
                    labeled.setContentDisplay(
                            compact ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
            default -> {}
        }
    }
}
