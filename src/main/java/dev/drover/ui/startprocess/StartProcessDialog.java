package dev.drover.ui.startprocess;

import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.common.WindowIcon;
import dev.drover.ui.common.WindowPlace;

import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

/** The window that starts a new process. It never blocks another window. FX thread only. */
public final class StartProcessDialog {

    private final StartProcessContext context;
    private @Nullable Stage stage;

    public StartProcessDialog(StartProcessContext context) {
        this.context = context;
    }

    /** Opens an empty form, or brings the one that is open to the front. */
    public void show(Window owner) {
        if (stage != null && stage.isShowing()) {
            stage.toFront();
            return;
        }
        View<StartProcessController> view =
                new ViewLoader()
                        .register(
                                StartProcessController.class,
                                () -> new StartProcessController(context, this::hide))
                        .register(
                                ProcessFormController.class,
                                () -> new ProcessFormController(context))
                        .load(StartProcessController.class, "StartProcess.fxml");
        Stage window = new Stage();
        WindowPlace.over(owner, window);
        WindowIcon.addTo(window);
        window.setTitle(ViewLoader.texts(StartProcessDialog.class).getString("title"));
        Scene scene = new Scene(view.root());
        Themes.addTo(scene);
        window.setScene(scene);
        WindowPlace.fit(window, 820, 520);
        stage = window;
        window.show();
        view.controller().focusFirst();
    }

    /** Closes the window; what was typed is gone. */
    public void hide() {
        if (stage != null) {
            stage.hide();
        }
    }
}
