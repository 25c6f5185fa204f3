package dev.drover.ui.signals;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.DialogWindow;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;

import javafx.stage.Stage;
import javafx.stage.Window;

import java.util.List;

/** Opens the dialog. FX thread only. */
public final class SignalPicker {

    private final ProcessActions actions;

    public SignalPicker(ProcessActions actions) {
        this.actions = actions;
    }

    /** Asks which signal these processes shall get, and sends it. */
    public void show(Window owner, List<ProcessDescription> targets) {
        Stage stage = new Stage();
        View<SignalPickerController> view =
                new ViewLoader()
                        .register(
                                SignalPickerController.class,
                                () -> new SignalPickerController(actions, targets, stage::hide))
                        .load(SignalPickerController.class, "SignalPicker.fxml");
        String title = ViewLoader.texts(SignalPicker.class).getString("title");
        DialogWindow.furnishModal(stage, owner, title, view.root());
        stage.show();
    }
}
