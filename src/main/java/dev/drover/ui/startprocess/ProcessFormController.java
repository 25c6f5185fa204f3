package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessSpec;
import dev.drover.project.Interpreters;
import dev.drover.project.SuggestedName;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.startprocess.StartForm.Field;
import dev.drover.ui.startprocess.StartForm.RestartChoice;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The form of a definition and its problems, for a new process or one that is changed. FX thread
 * only.
 */
final class ProcessFormController {

    /**
     * Looks at a form that was checked, on a thread that may wait for files; what it returns shows
     * what was seen, on the FX thread.
     */
    interface Sight {
        Runnable of(StartForm form, StartFormValidator.Checked checked);
    }

    @FXML private ScrollPane root;
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
    @FXML private ToggleButton always;
    @FXML private FlowPane restartDetails;
    @FXML private TextField delay;
    @FXML private CheckBox backoff;
    @FXML private TextField maxRestarts;
    @FXML private Label delayProblem;
    @FXML private Label maxProblem;
    @FXML private Label drawing;
    @FXML private ResourceBundle resources;

    private final StartProcessContext context;
    private final Set<Field> touched = EnumSet.noneOf(Field.class);
    private final Map<Field, Label> problemLabels = new EnumMap<>(Field.class);
    private StartWords words;
    private StartFormValidator validator;
    private boolean nameTyped;
    private boolean folderTyped;
    private boolean filling;
    private Optional<Edit> edit = Optional.empty();
    private Sight sight = (_, _) -> () -> {};
    private long checks;

    ProcessFormController(StartProcessContext context) {
        this.context = context;
    }

    /** Says who looks at each checked form, and has it look at once. */
    void attach(Sight watcher) {
        sight = watcher;
        refresh();
    }

    /** Fills the form; what the user has not typed is not complained about. */
    void fill(StartForm form) {
        filling = true;
        nameTyped = true;
        folderTyped = true;
        what.setText(form.what());
        arguments.setText(form.arguments());
        name.setText(form.name());
        namespace.setText(form.namespace());
        folder.setText(form.folder());
        interpreter.getEditor().setText(form.interpreter());
        instances.getEditor().setText(form.instances());
        envRows.getChildren().clear();
        form.environment().forEach(line -> addRow().fill(line.key(), line.value()));
        switch (form.restart()) {
            case NEVER -> never.setSelected(true);
            case ON_FAILURE -> onFailure.setSelected(true);
            case ALWAYS -> always.setSelected(true);
        }
        delay.setText(form.delay());
        backoff.setSelected(form.backoff());
        maxRestarts.setText(form.maxRestarts());
        filling = false;
        refresh();
    }

    /** From now on the form changes this definition; it is filled from it. */
    void edit(ProcessSpec spec) {
        take(spec, false);
        instances.setDisable(true);
        envHint.setText(words.format("env.edit.hint", context.environment().size()));
        refresh();
    }

    /** Fills the form from a definition, of which a new entry is to be made. */
    void take(ProcessSpec spec) {
        take(spec, true);
    }

    private void take(ProcessSpec spec, boolean fresh) {
        edit = Optional.empty();
        fill(StartForm.of(spec, context.environment()));
        // As the fields show it: a text field has no line ends, for one.
        edit = Optional.of(new Edit(spec, form(), fresh));
        refresh();
    }

    ReadOnlyStringProperty folderProperty() {
        return folder.textProperty();
    }

    /** The variables that the user has now go over those of the form. */
    void takeEnvironment() {
        Map<String, String> merged = new LinkedHashMap<>(form().declared());
        Map<String, String> old = edit.map(e -> e.before().env()).orElse(Map.of());
        context.environment()
                .forEach(
                        (key, value) -> {
                            if (merged.containsKey(key) || !value.equals(old.get(key))) {
                                merged.put(key, value);
                            }
                        });
        filling = true;
        envRows.getChildren().clear();
        merged.forEach((key, value) -> addRow().fill(key, value));
        filling = false;
        envEdited();
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
        problemLabels.values().forEach(Shown::collapse);
        List.of(whatNote, argumentWords, restartDetails, drawing).forEach(Shown::collapse);
        interpreter.getItems().setAll(Interpreters.COMMON);
        instances.setValueFactory(new SpinnerValueFactory.IntegerSpinnerValueFactory(1, 256, 1));
        envHint.setText(words.format("env.hint", context.environment().size()));
        folder.setText(context.folder().toString());
        listen();
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

    void focus(FormPart part) {
        part.focusIn(root);
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
        addRow().focusKey();
    }

    private EnvRow addRow() {
        EnvRow row = new EnvRow(words, this::envEdited, this::removeVariable);
        envRows.getChildren().add(row);
        return row;
    }

    /** Looks at everything, also at what the user has not touched. */
    CompletableFuture<StartFormValidator.Checked> check() {
        touched.addAll(EnumSet.allOf(Field.class));
        return refresh();
    }

    private void removeVariable(EnvRow row) {
        envRows.getChildren().remove(row);
        refresh();
    }

    private void envEdited() {
        if (!filling) {
            touched.add(Field.ENVIRONMENT);
            refresh();
        }
    }

    /** Name and folder follow the script until the user types his own. */
    private void fillFromWhat() {
        boolean wholeForm = filling;
        filling = true;
        String text = what.getText().strip();
        if (!nameTyped) {
            name.setText(SuggestedName.of(text));
        }
        if (!folderTyped && text.startsWith("/")) {
            Path file = Path.of(text.replace("\0", ""));
            FxThread.whenDone(
                    CompletableFuture.supplyAsync(
                            () -> SuggestedFolder.of(file).orElse(context.folder()),
                            context.blocking()),
                    (found, _) -> {
                        if (found != null) {
                            fillFolder(text, found);
                        }
                    });
        }
        filling = wholeForm;
    }

    private void fillFolder(String text, Path found) {
        if (!folderTyped && what.getText().strip().equals(text)) {
            filling = true;
            folder.setText(found.toString());
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

    /** A checked form, and how to show what somebody saw in it. */
    private record Seen(StartFormValidator.Checked checked, Runnable shown) {}

    /**
     * Looks at the form anew. What the file system has to say comes later, and only the newest
     * answer counts.
     */
    CompletableFuture<StartFormValidator.Checked> refresh() {
        StartForm form = form();
        restartDetails.setVisible(form.restart() != RestartChoice.NEVER);
        ArgumentWords.show(argumentWords, form.arguments(), words);
        long mine = ++checks;
        Optional<Edit> basis = edit;
        Sight watcher = sight;
        CompletableFuture<Seen> looking =
                CompletableFuture.supplyAsync(
                        () -> {
                            StartFormValidator.Checked checked = validator.check(form, basis);
                            return new Seen(checked, watcher.of(form, checked));
                        },
                        context.blocking());
        FxThread.whenDone(
                looking,
                (seen, _) -> {
                    if (seen != null && mine == checks) {
                        show(seen.checked());
                        seen.shown().run();
                    }
                });
        return looking.thenApply(Seen::checked);
    }

    private void show(StartFormValidator.Checked checked) {
        problemLabels.forEach(
                (field, label) -> {
                    Optional<String> problem = checked.problem(field);
                    Shown.say(label, touched.contains(field) ? problem.orElse("") : "");
                });
        boolean shell = checked.launch().map(Launch::shell).orElse(false);
        Shown.say(whatNote, shell ? words.get("what.shell") : "");
        Shown.say(drawing, checked.restart().map(p -> RestartDrawing.of(p, words)).orElse(""));
    }

    private void fromInitialFolder(Consumer<Path> choose) {
        Path typed = Path.of(folder.getText().replace("\0", ""));
        FxThread.whenDone(
                CompletableFuture.supplyAsync(() -> Files.isDirectory(typed), context.blocking()),
                (there, _) -> choose.accept(Boolean.TRUE.equals(there) ? typed : context.folder()));
    }
}
