package dev.drover.ui.remotehome;

import dev.drover.client.ssh.RemoteHome;
import dev.drover.ui.common.DialogWindow;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;

import javafx.stage.Stage;
import javafx.stage.Window;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens the dialog. FX thread only. */
public final class RemoteHomeDialog {

    private final Supplier<CompletableFuture<List<String>>> hosts;
    private final Consumer<RemoteHome> chosen;

    /**
     * @param hosts finds the names that are offered; asked each time
     * @param chosen told which home the user wants, on the FX thread
     */
    public RemoteHomeDialog(
            Supplier<CompletableFuture<List<String>>> hosts, Consumer<RemoteHome> chosen) {
        this.hosts = hosts;
        this.chosen = chosen;
    }

    /** Asks for a home. */
    public void show(Window owner) {
        Stage stage = new Stage();
        View<RemoteHomeController> view =
                new ViewLoader()
                        .register(
                                RemoteHomeController.class,
                                () -> new RemoteHomeController(hosts.get(), chosen, stage::hide))
                        .load(RemoteHomeController.class, "RemoteHome.fxml");
        String title = ViewLoader.texts(RemoteHomeDialog.class).getString("title");
        DialogWindow.furnishModal(stage, owner, title, view.root());
        stage.setResizable(false);
        stage.show();
        view.controller().focusFirst();
    }
}
