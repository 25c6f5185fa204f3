package dev.drover.ui.alerts;

import dev.drover.ui.common.DialogWindow;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;

import javafx.stage.Stage;
import javafx.stage.Window;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens the list of rules. FX thread only. */
public final class AlertsDialog {

    private final Alerts alerts;
    private final Supplier<List<String>> names;
    private final Consumer<AlertHit> goTo;

    /**
     * @param names of all services
     * @param goTo shows a line in its log
     */
    public AlertsDialog(Alerts alerts, Supplier<List<String>> names, Consumer<AlertHit> goTo) {
        this.alerts = alerts;
        this.names = names;
        this.goTo = goTo;
    }

    /** Shows the rules, ready for a new one. */
    public void show(Window owner) {
        show(owner, "", "");
    }

    /**
     * Shows the rules, with a new one that only has to be confirmed.
     *
     * @param text of it
     * @param process name of the service; empty for all
     */
    public void show(Window owner, String text, String process) {
        Stage stage = new Stage();
        View<AlertsController> view =
                new ViewLoader()
                        .register(
                                AlertsController.class,
                                () ->
                                        new AlertsController(
                                                alerts,
                                                names.get(),
                                                hit -> {
                                                    stage.hide();
                                                    goTo.accept(hit);
                                                },
                                                stage::hide))
                        .load(AlertsController.class, "Alerts.fxml");
        String title = ViewLoader.texts(AlertsDialog.class).getString("title");
        DialogWindow.furnishModal(stage, owner, title, view.root());
        stage.setOnHidden(_ -> view.controller().close());
        view.controller().propose(text, process);
        stage.show();
    }
}
