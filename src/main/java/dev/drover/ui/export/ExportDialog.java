package dev.drover.ui.export;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.DialogWindow;
import dev.drover.ui.common.Dialogs;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.common.WindowPlace;

import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** The window that exports definitions. It never blocks another window. FX thread only. */
public final class ExportDialog {

    private final ExportContext context;
    private @Nullable Stage stage;

    public ExportDialog(ExportContext context) {
        this.context = context;
    }

    /**
     * Offers the definitions of these processes, in place of what was offered before.
     *
     * @param chosen ids of those that are wanted at first; all when there are none
     */
    public void show(Window owner, List<ProcessDescription> processes, Set<Integer> chosen) {
        hide();
        Stage window = new Stage();
        ExportController controller =
                new ExportController(
                        context,
                        Definitions.of(processes, chosen),
                        new Dialogs(() -> window),
                        window::hide);
        View<ExportController> view =
                new ViewLoader()
                        .register(ExportController.class, () -> controller)
                        .load(ExportController.class, "Export.fxml");
        String title = ViewLoader.texts(ExportDialog.class).getString("title");
        DialogWindow.furnish(window, owner, title, view.root());
        WindowPlace.fit(window, 860, 560);
        window.setOnHidden(_ -> controller.close());
        stage = window;
        window.show();
        controller.focusFirst();
    }

    /** Closes the window; what is being written ends after the file it is at. */
    public void hide() {
        if (stage != null) {
            stage.hide();
        }
    }
}
