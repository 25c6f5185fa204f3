package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.project.CommandLine;
import dev.drover.project.Interpreters;
import dev.drover.project.SuggestedName;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.startprocess.StartForm.Field;
import dev.drover.ui.startprocess.StartForm.RestartChoice;

import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The form, its problems and what it equals. FX thread only. */
final class StartProcessController {

    @FXML private VBox root;
    @FXML private TextField what;
    @FXML private Label whatNote;
    @FXML private Label whatProblem;
    @FXML private TextField arguments;
    @FXML private FlowPane argumentWords;
    @FXML private Label argumentsProblem;
    @FXML private TextField name;
    @FXML private TextField namespace;
    @FXML private Label nameProblem;
    @FXML private TextField folder;
    @FXML private Label folderProblem;
    @FXML private ComboBox<String> interpreter;
    @FXML private Label interpreterProblem;
    @FXML private Spinner<Integer> instances;
    @FXML private Label instancesProblem;
    @FXML private Label envHint;
    @FXML private VBox envRows;
    @FXML private Label envProblem;
    @FXML private ToggleGroup restart;
    @FXML private ToggleButton never;
    @FXML private ToggleButton onFailure;
    @FXML private HBox restartDetails;
    @FXML private TextField delay;
    @FXML private CheckBox backoff;
    @FXML private TextField maxRestarts;
    @FXML private Label delayProblem;
    @FXML private Label maxProblem;
    @FXML private Label drawing;
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
    private final Set<Field> touched = EnumSet.noneOf(Field.class);
    private final Map<Field, Label> problemLabels = new EnumMap<>(Field.class);
    private StartWords words;
    private StartFormValidator validator;
    private boolean nameTyped;
    private boolean folderTyped;
    private boolean filling;
    private long checks;

    StartProcessController(StartProcessContext context, Runnable closeWindow) {
        this.context = context;
        this.closeWindow = closeWindow;
    }

    @FXML
    private void initialize() {
        words = new StartWords(resources);
        validator =
                new StartFormValidator(
                        context.home(), context.environment(), FileSystems.getDefault(), words);
        problemLabels.put(Field.WHAT, whatProblem);
        problemLabels.put(Field.ARGUMENTS, argumentsProblem);
        problemLabels.put(Field.NAME, nameProblem);
        problemLabels.put(Field.FOLDER, folderProblem);
        problemLabels.put(Field.INTERPRETER, interpreterProblem);
        problemLabels.put(Field.ENVIRONMENT, envProblem);
        problemLabels.put(Field.INSTANCES, instancesProblem);
        problemLabels.put(Field.DELAY, delayProblem);
        problemLabels.put(Field.MAX_RESTARTS, maxProblem);
        problemLabels.values().forEach(StartProcessController::collapse);
        List.of(whatNote, argumentWords, failure, restartDetails, drawing)
                .forEach(StartProcessController::collapse);
        interpreter.getItems().setAll(Interpreters.COMMON);
        instances.setValueFactory(new SpinnerValueFactory.IntegerSpinnerValueFactory(1, 256, 1));
        envHint.setText(words.format("env.hint", context.environment().size()));
        folder.setText(context.folder().toString());
        listen();
        refresh();
    }

    private void listen() {
        onEdit(what.textProperty(), Field.WHAT, this::fillFromWhat);
        onEdit(arguments.textProperty(), Field.ARGUMENTS, () -> {});
        onEdit(name.textProperty(), Field.NAME, () -> nameTyped |= !filling);
        onEdit(namespace.textProperty(), Field.NAME, () -> {});
        onEdit(folder.textProperty(), Field.FOLDER, () -> folderTyped |= !filling);
        onEdit(interpreter.getEditor().textProperty(), Field.INTERPRETER, () -> {});
        onEdit(instances.getEditor().textProperty(), Field.INSTANCES, () -> {});
        onEdit(delay.textProperty(), Field.DELAY, () -> {});
        onEdit(maxRestarts.textProperty(), Field.MAX_RESTARTS, () -> {});
        onEdit(backoff.selectedProperty(), Field.DELAY, () -> {});
        onEdit(reveal.selectedProperty(), Field.ENVIRONMENT, () -> {});
        restart.selectedToggleProperty()
                .addListener(
                        (_, before, now) -> {
                            if (now == null && before instanceof ToggleButton button) {
                                button.setSelected(true);
                            } else {
                                refresh();
                            }
                        });
    }

    private void onEdit(ObservableValue<?> value, Field field, Runnable effect) {
        value.addListener(
                (_, _, _) -> {
                    effect.run();
                    if (!filling) {
                        touched.add(field);
                        refresh();
                    }
                });
    }

    void focusFirst() {
        what.requestFocus();
    }

    @FXML
    private void browseScript() {
        fromInitialFolder(
                initial ->
                        context.chooser()
                                .chooseFile(root.getScene().getWindow(), initial)
                                .ifPresent(file -> what.setText(file.toString())));
    }

    @FXML
    private void browseFolder() {
        fromInitialFolder(
                initial ->
                        context.chooser()
                                .chooseFolder(root.getScene().getWindow(), initial)
                                .ifPresent(chosen -> folder.setText(chosen.toString())));
    }

    @FXML
    private void addVariable() {
        EnvRow row = new EnvRow(words, this::envEdited, this::removeVariable);
        envRows.getChildren().add(row);
        row.focusKey();
    }

    @FXML
    private void copyLine() {
        copy(line.getText());
    }

    @FXML
    private void copyEntry() {
        copy(entry.getText());
    }

    @FXML
    private void cancel() {
        closeWindow.run();
    }

    @FXML
    private void start() {
        touched.addAll(EnumSet.allOf(Field.class));
        start.setDisable(true);
        FxThread.whenDone(
                refresh(),
                (checked, _) -> {
                    start.setDisable(false);
                    if (checked != null) {
                        checked.spec().ifPresent(this::launch);
                    }
                });
    }

    private void launch(ProcessSpec spec) {
        say(failure, "");
        start.setDisable(true);
        start.setText(words.get("starting"));
        FxThread.whenDone(context.starter().apply(spec), this::started);
    }

    private void started(
            @Nullable List<ProcessDescription> processes, @Nullable Throwable problem) {
        start.setDisable(false);
        start.setText(words.get("start"));
        if (processes == null) {
            say(failure, words.format("failed", reason(problem)));
            return;
        }
        closeWindow.run();
        context.started().accept(processes);
    }

    private static String reason(@Nullable Throwable problem) {
        Throwable cause = problem;
        if (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause == null ? null : cause.getMessage();
        return message == null ? String.valueOf(cause) : message;
    }

    private void removeVariable(EnvRow row) {
        envRows.getChildren().remove(row);
        refresh();
    }

    private void envEdited() {
        touched.add(Field.ENVIRONMENT);
        refresh();
    }

    /** Name and folder follow the script until the user types his own. */
    private void fillFromWhat() {
        filling = true;
        String text = what.getText().strip();
        if (!nameTyped) {
            name.setText(SuggestedName.of(text));
        }
        if (!folderTyped && text.startsWith("/")) {
            Path file = Path.of(text.replace("\0", ""));
            FxThread.whenDone(
                    CompletableFuture.supplyAsync(
                            () -> Files.isRegularFile(file) && !Files.isExecutable(file),
                            context.blocking()),
                    (script, _) -> fillFolder(text, file, Boolean.TRUE.equals(script)));
        }
        filling = false;
    }

    private void fillFolder(String text, Path file, boolean script) {
        Path parent = file.getParent();
        if (script && parent != null && !folderTyped && what.getText().strip().equals(text)) {
            filling = true;
            folder.setText(parent.toString());
            filling = false;
            refresh();
        }
    }

    private StartForm form() {
        List<StartForm.EnvLine> env =
                envRows.getChildren().stream()
                        .filter(EnvRow.class::isInstance)
                        .map(EnvRow.class::cast)
                        .filter(row -> !row.isBlank())
                        .map(EnvRow::line)
                        .toList();
        return new StartForm(
                what.getText(),
                arguments.getText(),
                name.getText(),
                namespace.getText(),
                folder.getText(),
                interpreter.getEditor().getText(),
                env,
                instances.getEditor().getText(),
                restartChoice(),
                delay.getText(),
                backoff.isSelected(),
                maxRestarts.getText());
    }

    private RestartChoice restartChoice() {
        if (never.isSelected()) {
            return RestartChoice.NEVER;
        }
        return onFailure.isSelected() ? RestartChoice.ON_FAILURE : RestartChoice.ALWAYS;
    }

    /**
     * Looks at the form anew. What the file system has to say comes later, and only the newest
     * answer counts.
     */
    private CompletableFuture<StartFormValidator.Checked> refresh() {
        StartForm form = form();
        restartDetails.setVisible(form.restart() != RestartChoice.NEVER);
        ArgumentWords.show(argumentWords, form.arguments(), words);
        long mine = ++checks;
        CompletableFuture<StartFormValidator.Checked> checking =
                CompletableFuture.supplyAsync(() -> validator.check(form), context.blocking());
        FxThread.whenDone(
                checking,
                (checked, _) -> {
                    if (checked != null && mine == checks) {
                        show(form, checked);
                    }
                });
        return checking;
    }

    private void show(StartForm form, StartFormValidator.Checked checked) {
        problemLabels.forEach(
                (field, label) -> {
                    Optional<String> problem = checked.problem(field);
                    say(label, touched.contains(field) ? problem.orElse("") : "");
                });
        boolean shell = checked.launch().map(Launch::shell).orElse(false);
        say(whatNote, shell ? words.get("what.shell") : "");
        say(drawing, checked.restart().map(p -> RestartDrawing.of(p, words)).orElse(""));
        showPreview(form, checked);
    }

    private void showPreview(StartForm form, StartFormValidator.Checked checked) {
        boolean complete = checked.spec().isPresent();
        copyLine.setDisable(!complete);
        copyEntry.setDisable(!complete);
        if (!complete) {
            for (Label label : List.of(line, entry, runs)) {
                label.setText(words.get("preview.none"));
            }
            return;
        }
        StartPreview preview =
                new StartPreview(checked.spec().get(), form.declared(), reveal.isSelected());
        line.setText(preview.commandLine());
        entry.setText(preview.ecosystemEntry());
        runs.setText(CommandLine.of(checked.spec().get()));
    }

    private void fromInitialFolder(Consumer<Path> choose) {
        Path typed = Path.of(folder.getText().replace("\0", ""));
        FxThread.whenDone(
                CompletableFuture.supplyAsync(() -> Files.isDirectory(typed), context.blocking()),
                (there, _) -> choose.accept(Boolean.TRUE.equals(there) ? typed : context.folder()));
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static void collapse(Node node) {
        node.managedProperty().bind(node.visibleProperty());
        node.setVisible(false);
    }

    private static void say(Label label, String sentence) {
        label.setText(sentence);
        label.setVisible(!sentence.isEmpty());
    }
}
