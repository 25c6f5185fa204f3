package dev.drover.ui.common;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Window;

/** Where windows are. FX thread only. */
final class WindowPlace {

    private WindowPlace() {}

    /**
     * Moves a window whenever it has grown, so that its title and its left edge can be seen: one
     * that is larger than its owner would begin outside the screen.
     */
    static void keepOnScreen(Window window) {
        window.widthProperty().subscribe(_ -> move(window));
        window.heightProperty().subscribe(_ -> move(window));
        window.showingProperty().subscribe(_ -> move(window));
    }

    private static void move(Window window) {
        if (!window.isShowing()) {
            return;
        }
        Screen screen =
                Screen.getScreensForRectangle(
                                window.getX(), window.getY(), window.getWidth(), window.getHeight())
                        .stream()
                        .findFirst()
                        .orElseGet(Screen::getPrimary);
        Rectangle2D room = screen.getVisualBounds();
        window.setX(within(window.getX(), window.getWidth(), room.getMinX(), room.getMaxX()));
        window.setY(within(window.getY(), window.getHeight(), room.getMinY(), room.getMaxY()));
    }

    /** The beginning counts when there is no room for all. */
    static double within(double at, double length, double least, double most) {
        return Math.max(least, Math.min(at, most - length));
    }
}
