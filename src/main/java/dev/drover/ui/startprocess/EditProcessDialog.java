package dev.drover.ui.startprocess;

import dev.drover.ui.common.DialogWindow;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.common.WindowPlace;

import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * The windows that change definitions, one for each entry. They never block another window. FX
 * thread only.
 */
public final class EditProcessDialog {

    private final StartProcessContext context;
    private final EditSaver saver;
    private final Map<Integer, Opened> open = new HashMap<>();

    private record Opened(Stage window, EditProcessController controller) {}

    public EditProcessDialog(StartProcessContext context, EditSaver saver) {
        this.context = context;
        this.saver = saver;
    }

    /** Opens the form of an entry, or brings the one that is open to the front. */
    public void show(Window owner, EditRequest request) {
        int id = request.process().id();
        @Nullable Opened shown = open.get(id);
        if (shown != null) {
            shown.window().toFront();
            shown.controller().focus(request.begin());
            return;
        }
        Stage window = new Stage();
        View<EditProcessController> view =
                new ViewLoader()
                        .register(
                                EditProcessController.class,
                                () -> new EditProcessController(request, saver, window::hide))
                        .register(
                                ProcessFormController.class,
                                () -> new ProcessFormController(context))
                        .load(EditProcessController.class, "EditProcess.fxml");
        DialogWindow.furnish(
                window,
                owner,
                new StartWords(ViewLoader.texts(EditProcessDialog.class))
                        .format("edit.title", request.process().name()),
                view.root());
        WindowPlace.fit(window, 860, 520);
        open.put(id, new Opened(window, view.controller()));
        window.setOnHidden(_ -> open.remove(id));
        window.show();
        view.controller().focus(request.begin());
    }
}
