package dev.drover.ui.common;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/**
 * Brings a window down whose title came up above all screens. Some window managers of X put what is
 * shown at a place of its own choice one title too high, now and then; it could not be moved, and
 * the place would be remembered. The first input ends the watch: then the user has it where it is
 * wanted. FX thread only.
 */
final class TitleGuard {

    /** A window manager that insists is let have its way. */
    private static final int MOST_TIMES = 3;

    private final Stage window;
    private final ChangeListener<Number> moved = (_, _, _) -> Platform.runLater(this::look);
    private final EventHandler<InputEvent> touched = _ -> end();
    private int times;

    TitleGuard(Stage window) {
        this.window = window;
    }

    void install() {
        window.yProperty().addListener(moved);
        window.addEventFilter(MouseEvent.MOUSE_PRESSED, touched);
        window.addEventFilter(KeyEvent.KEY_PRESSED, touched);
        window.addEventHandler(WindowEvent.WINDOW_SHOWN, _ -> look());
    }

    private void look() {
        if (!window.isShowing()
                || window.isIconified()
                || times == MOST_TIMES
                || isTitleInSight()) {
            return;
        }
        times++;
        window.setY(Screen.getPrimary().getVisualBounds().getMinY());
    }

    private boolean isTitleInSight() {
        return !Screen.getScreensForRectangle(window.getX(), window.getY(), window.getWidth(), 1)
                .isEmpty();
    }

    private void end() {
        window.yProperty().removeListener(moved);
        window.removeEventFilter(MouseEvent.MOUSE_PRESSED, touched);
        window.removeEventFilter(KeyEvent.KEY_PRESSED, touched);
    }
}
