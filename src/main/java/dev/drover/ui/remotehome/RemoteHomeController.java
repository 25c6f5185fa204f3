package dev.drover.ui.remotehome;

import dev.drover.client.ssh.RemoteHome;
import dev.drover.client.ssh.SshDestination;
import dev.drover.ui.common.FxThread;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;

import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The form for a home on another machine. */
final class RemoteHomeController {

    private final CompletableFuture<List<String>> hosts;
    private final Consumer<RemoteHome> chosen;
    private final Runnable close;

    @FXML private ResourceBundle resources;
    @FXML private ComboBox<String> destination;
    @FXML private Label destinationProblem;
    @FXML private ComboBox<String> folder;
    @FXML private Label folderProblem;
    @FXML private Button connect;

    /**
     * @param hosts the names that are offered
     * @param chosen told which home the user wants
     * @param close closes the dialog
     */
    RemoteHomeController(
            CompletableFuture<List<String>> hosts, Consumer<RemoteHome> chosen, Runnable close) {
        this.hosts = hosts;
        this.chosen = chosen;
        this.close = close;
    }

    private void fit() {
        Scene scene = connect.getScene();
        if (scene != null && scene.getWindow() != null) {
            scene.getWindow().sizeToScene();
        }
    }

    void focusFirst() {
        destination.requestFocus();
    }

    @FXML
    private void initialize() {
        folder.getItems().setAll(RemoteHome.DEFAULT_FOLDER, RemoteHome.PM2_FOLDER);
        folder.getEditor().setText(RemoteHome.DEFAULT_FOLDER);
        destination.getEditor().textProperty().subscribe(this::check);
        folder.getEditor().textProperty().subscribe(this::check);
        // A sentence of two lines must not push the buttons out.
        destinationProblem.heightProperty().subscribe(this::fit);
        folderProblem.heightProperty().subscribe(this::fit);
        connect.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> RemoteHome.parse(typed(destination), typed(folder)).isEmpty(),
                                destination.getEditor().textProperty(),
                                folder.getEditor().textProperty()));
        FxThread.whenDone(
                hosts,
                (found, _) -> {
                    if (found != null) {
                        destination.getItems().setAll(found);
                    }
                });
    }

    private void check() {
        boolean wrong =
                !typed(destination).isBlank() && SshDestination.parse(typed(destination)).isEmpty();
        destinationProblem.setText(wrong ? resources.getString("destination.problem") : "");
        boolean none = !RemoteHome.isFolder(typed(folder).strip());
        folderProblem.setText(none ? resources.getString("folder.problem") : "");
    }

    private static String typed(ComboBox<String> box) {
        String text = box.getEditor().getText();
        return text == null ? "" : text;
    }

    @FXML
    private void connect() {
        RemoteHome.parse(typed(destination), typed(folder))
                .ifPresent(
                        home -> {
                            close.run();
                            chosen.accept(home);
                        });
    }

    @FXML
    private void cancel() {
        close.run();
    }
}
