package dev.drover.ui.common;

import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/** Where windows are. FX thread only. */
public final class WindowPlace {

    private WindowPlace() {}

    /**
     * Moves a window whenever it has grown, so that its title and its left edge can be seen: one
     * that is larger than its owner would begin outside the screen. It gets no larger than that.
     */
    static void keepOnScreen(Window window) {
        window.widthProperty().subscribe(_ -> move(window));
        window.heightProperty().subscribe(_ -> move(window));
        window.showingProperty().subscribe(_ -> move(window));
    }

    /**
     * Makes a window one of {@code owner}, over whose middle it comes up: the desktop would put it
     * in the middle of its screen, or where there is room.
     */
    public static void over(Window owner, Stage window) {
        window.initOwner(owner);
        window.addEventHandler(WindowEvent.WINDOW_SHOWING, _ -> centre(owner, window));
    }

    private static void centre(Window owner, Stage window) {
        Parent root = window.getScene().getRoot();
        root.applyCss();
        double width = Math.max(window.getMinWidth(), root.prefWidth(-1));
        double height = Math.max(window.getMinHeight(), root.prefHeight(width));
        Rectangle2D room = roomOf(owner);
        double x = owner.getX() + (owner.getWidth() - width) / 2;
        double y = owner.getY() + (owner.getHeight() - height) / 2;
        window.setX(within(x, width, room.getMinX(), room.getMaxX()));
        window.setY(within(y, height, room.getMinY(), room.getMaxY()));
    }

    /** Makes a window that comes up larger than its screen as large as that, and never tiny. */
    public static void fit(Stage window, double minWidth, double minHeight) {
        Rectangle2D most = Screen.getPrimary().getVisualBounds();
        window.setMinWidth(Math.min(minWidth, most.getWidth()));
        window.setMinHeight(Math.min(minHeight, most.getHeight()));
        window.addEventHandler(WindowEvent.WINDOW_SHOWN, _ -> shrink(window, roomOf(window)));
        new TitleGuard(window).install();
    }

    /**
     * Puts a window that is not shown yet where it was, on a screen of today: once it is shown, the
     * desktop may know better than who wants it smaller.
     */
    public static void restore(Stage window, Rectangle2D saved) {
        Rectangle2D place = onScreen(saved, roomOf(saved));
        window.setX(place.getMinX());
        window.setY(place.getMinY());
        window.setWidth(place.getWidth());
        window.setHeight(place.getHeight());
    }

    /**
     * Whether a window is off the place that it was shown at by no more than its frame is wide and
     * high, up and to the left, or has its content in the corner of the screen. JavaFX on X takes
     * the place of the content for that of the window when the window manager frames it late, now
     * and then (seen with openbox on a busy machine): nobody wants it there, and a window that came
     * back to such places would creep up from start to start.
     */
    public static boolean isShifted(Rectangle2D shownAt, Stage window) {
        Scene scene = window.getScene();
        Insets frame =
                new Insets(
                        scene.getY(),
                        Math.max(0, window.getWidth() - scene.getWidth() - scene.getX()),
                        Math.max(0, window.getHeight() - scene.getHeight() - scene.getY()),
                        scene.getX());
        return isShifted(
                new Point2D(shownAt.getMinX(), shownAt.getMinY()),
                new Point2D(window.getX(), window.getY()),
                frame);
    }

    static boolean isShifted(Point2D shownAt, Point2D now, Insets frame) {
        double width = frame.getLeft() + frame.getRight();
        double height = frame.getTop() + frame.getBottom();
        boolean isInCorner = now.equals(new Point2D(-frame.getLeft(), -frame.getTop()));
        return !shownAt.equals(now)
                && (isInCorner
                        || new Rectangle2D(
                                        shownAt.getX() - width,
                                        shownAt.getY() - height,
                                        width,
                                        height)
                                .contains(now));
    }

    /** As large as there is room, and inside. */
    static Rectangle2D onScreen(Rectangle2D saved, Rectangle2D room) {
        double width = Math.min(saved.getWidth(), room.getWidth());
        double height = Math.min(saved.getHeight(), room.getHeight());
        return new Rectangle2D(
                within(saved.getMinX(), width, room.getMinX(), room.getMaxX()),
                within(saved.getMinY(), height, room.getMinY(), room.getMaxY()),
                width,
                height);
    }

    private static void move(Window window) {
        if (!window.isShowing()) {
            return;
        }
        Rectangle2D room = roomOf(window);
        shrink(window, room);
        window.setX(within(window.getX(), window.getWidth(), room.getMinX(), room.getMaxX()));
        window.setY(within(window.getY(), window.getHeight(), room.getMinY(), room.getMaxY()));
    }

    /** What lies outside the screen cannot be reached. */
    private static void shrink(Window window, Rectangle2D room) {
        if (window.getWidth() > room.getWidth()) {
            window.setX(room.getMinX());
            window.setWidth(room.getWidth());
        }
        if (window.getHeight() > room.getHeight()) {
            window.setY(room.getMinY());
            window.setHeight(room.getHeight());
        }
    }

    private static Rectangle2D roomOf(Window window) {
        double width = Math.max(0, window.getWidth());
        double height = Math.max(0, window.getHeight());
        return roomOf(new Rectangle2D(window.getX(), window.getY(), width, height));
    }

    private static Rectangle2D roomOf(Rectangle2D place) {
        Screen screen =
                Screen.getScreensForRectangle(place).stream()
                        .findFirst()
                        .orElseGet(Screen::getPrimary);
        return screen.getVisualBounds();
    }

    /** The beginning counts when there is no room for all. */
    static double within(double at, double length, double least, double most) {
        return Math.max(least, Math.min(at, most - length));
    }
}
