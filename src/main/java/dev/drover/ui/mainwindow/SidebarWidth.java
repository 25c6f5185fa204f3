package dev.drover.ui.mainwindow;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.SplitPane;

/**
 * How wide the sidebar is, in pixels: a wider window gives its room to the rest. FX thread only.
 */
final class SidebarWidth {

    private final SplitPane sides;

    /**
     * @param sides the sidebar beside the rest
     */
    SidebarWidth(SplitPane sides) {
        this.sides = sides;
        SplitPane.setResizableWithParent(sides.getItems().getFirst(), false);
    }

    /** Only while the sidebar is shown. */
    double get() {
        return sides.getDividerPositions()[0] * sides.getWidth();
    }

    /** At once, or when the window has a size. */
    void set(double pixels) {
        if (sides.getWidth() > 0) {
            sides.setDividerPositions(pixels / sides.getWidth());
            return;
        }
        sides.widthProperty()
                .addListener(
                        new ChangeListener<Number>() {
                            @Override
                            public void changed(
                                    ObservableValue<? extends Number> width,
                                    Number before,
                                    Number now) {
                                width.removeListener(this);
                                set(pixels);
                            }
                        });
    }
}
