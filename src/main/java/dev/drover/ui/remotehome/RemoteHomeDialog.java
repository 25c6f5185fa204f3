package dev.drover.ui.remotehome;

import dev.drover.client.ssh.RemoteHome;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.common.WindowIcon;
import dev.drover.ui.common.WindowPlace;

import javafx.scene.Scene;
import javafx.stage.Modality;
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
        WindowPlace.over(owner, stage);
        stage.initModality(Modality.WINDOW_MODAL);
        WindowIcon.addTo(stage);
        stage.setTitle(ViewLoader.texts(RemoteHomeDialog.class).getString("title"));
        Scene scene = new Scene(view.root());
        Themes.addTo(scene);
        stage.setScene(scene);
        stage.setResizable(false);
        stage.show();
        view.controller().focusFirst();
    }
}
