package dev.drover.ui.messages;

import dev.drover.ui.common.FxThread;

import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;

/**
 * Two parts beside each other, or one above the other where they have too little. FX thread only.
 */
public final class FoldingSplit extends SplitPane {

    private static final double NARROW = 560;

    /** Made by the loader of the page. */
    public FoldingSplit() {
        // The width comes within a layout, which has the old places of the parts.
        widthProperty().addListener((_, _, _) -> FxThread.afterwards(this::fold));
    }

    private void fold() {
        setOrientation(getWidth() < NARROW ? Orientation.VERTICAL : Orientation.HORIZONTAL);
    }
}
