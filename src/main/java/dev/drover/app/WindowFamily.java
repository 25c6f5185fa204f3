package dev.drover.app;

import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A window with the dialogs and menus that belong to it. FX thread only. */
final class WindowFamily {

    private WindowFamily() {}

    /**
     * Hides the window and what belongs to it, the youngest first; the toolkit ends with the last
     * window of all. Platform.exit() under an open dialog would crash it on Linux (spec/javafx.md
     * section 3).
     */
    static void hide(Stage stage) {
        List.copyOf(Window.getWindows()).reversed().stream()
                .filter(window -> belongs(window, stage))
                .forEach(Window::hide);
    }

    private static boolean belongs(@Nullable Window window, Stage stage) {
        Window owner =
                switch (window) {
                    case Stage dialog -> dialog.getOwner();
                    case PopupWindow popup -> popup.getOwnerWindow();
                    case null, default -> null;
                };
        return window == stage || owner != null && belongs(owner, stage);
    }
}
