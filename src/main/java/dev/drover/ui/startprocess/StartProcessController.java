package dev.drover.ui.startprocess;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.project.CommandLine;
import dev.drover.project.Detection;
import dev.drover.ui.common.FxThread;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;

/** The page that starts a process: the form, and what it equals. FX thread only. */
final class StartProcessController {

    @FXML private ProcessFormController formController;
    @FXML private VBox found;
    @FXML private CheckBox reveal;
    @FXML private Label line;
    @FXML private Label entry;
    @FXML private Label runs;
    @FXML private Button copyLine;
    @FXML private Button copyEntry;
    @FXML private Label failure;
    @FXML private Button start;
    @FXML private ResourceBundle resources;

    private final StartProcessContext context;
    private final Runnable closeWindow;
    private StartWords words;
    private FoundPane foundPane;
    private Detection detection;
    private long searches;
    private volatile boolean revealed;

    StartProcessController(StartProcessContext context, Runnable closeWindow) {
        this.context = context;
        this.closeWindow = closeWindow;
    }

    @FXML
    private void initialize() {
        words = new StartWords(resources);
        Shown.collapse(failure);
        reveal.selectedProperty()
                .addListener(
                        (_, _, on) -> {
                            revealed = on;
                            formController.refresh();
                        });
        foundPane = new FoundPane(found, words, formController::take, this::openFile);
        detection = new Detection(new Home(context.home()), context.environment());
        formController.folderProperty().subscribe(this::detect);
        formController.attach(this::preview);
    }

    /** Only what the newest folder holds is shown. */
    private void detect(String text) {
        long mine = ++searches;
        FxThread.whenDone(
                CompletableFuture.supplyAsync(() -> groups(text.strip()), context.blocking()),
                (groups, _) -> {
                    if (groups != null && mine == searches) {
                        foundPane.show(groups);
                    }
                });
    }

    private List<FoundPane.Group> groups(String folder) {
        return folder.startsWith("/") && folder.indexOf('\0') < 0
                ? detection.in(Path.of(folder)).stream().map(FoundPane.Group::of).toList()
                : List.of();
    }

    private void openFile(Path file) {
        closeWindow.run();
        context.opener().accept(file);
    }

    /** Shows a definition of which a new entry is to be made. */
    void take(ProcessSpec spec) {
        formController.take(spec);
    }

    void focusFirst() {
        formController.focus(FormPart.PROGRAM);
    }

    @FXML
    private void copyLine() {
        Copying.copy(line.getText());
    }

    @FXML
    private void copyEntry() {
        Copying.copy(entry.getText());
    }

    @FXML
    private void cancel() {
        closeWindow.run();
    }

    @FXML
    private void start() {
        start.setDisable(true);
        FxThread.whenDone(
                formController.check(),
                (checked, _) -> {
                    start.setDisable(false);
                    if (checked != null) {
                        checked.spec().ifPresent(this::launch);
                    }
                });
    }

    private void launch(ProcessSpec spec) {
        Shown.say(failure, "");
        start.setDisable(true);
        start.setText(words.get("starting"));
        FxThread.whenDone(context.starter().apply(spec), this::started);
    }

    private void started(
            @Nullable List<ProcessDescription> processes, @Nullable Throwable problem) {
        start.setDisable(false);
        start.setText(words.get("start"));
        if (processes == null) {
            Shown.say(failure, words.failed("failed", problem));
            return;
        }
        closeWindow.run();
        context.started().accept(processes);
    }

    /** Looks programs up, so it is done where the form is checked. */
    private Runnable preview(StartForm form, StartFormValidator.Checked checked) {
        if (checked.spec().isEmpty()) {
            return () -> show(false, words.get("preview.none"), "", "");
        }
        ProcessSpec spec = checked.spec().get();
        StartPreview preview = new StartPreview(spec, form.declared(), revealed);
        String command = preview.commandLine();
        String inFile = preview.ecosystemEntry();
        String program = CommandLine.of(spec);
        return () -> show(true, command, inFile, program);
    }

    private void show(boolean complete, String command, String inFile, String program) {
        copyLine.setDisable(!complete);
        copyEntry.setDisable(!complete);
        line.setText(command);
        entry.setText(complete ? inFile : command);
        runs.setText(complete ? program : command);
    }
}
