package dev.drover.ui.common;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Makes windows the dialogs of others. FX thread only. */
public final class DialogWindow {

    private DialogWindow() {}

    /**
     * Furnishes a window that is not shown yet: over the middle of its owner, with Drover's icon,
     * in the theme. It blocks no other window.
     */
    public static void furnish(Stage window, Window owner, String title, Parent root) {
        WindowPlace.over(owner, window);
        WindowIcon.addTo(window);
        window.setTitle(title);
        Scene scene = new Scene(root);
        Themes.addTo(scene);
        window.setScene(scene);
    }

    /** The same; its owner waits until it is closed. */
    public static void furnishModal(Stage window, Window owner, String title, Parent root) {
        furnish(window, owner, title, root);
        window.initModality(Modality.WINDOW_MODAL);
    }
}
