package dev.drover.ui.export;

import dev.drover.export.ExportFile;
import dev.drover.export.ExportFolder.Standing;
import dev.drover.export.ExportTarget;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Prompts;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** The choice, what it makes, and the writing of it. FX thread only. */
final class ExportController {

    private static final int NAMES_SHOWN = 6;

    @FXML private VBox root;
    @FXML private VBox targets;
    @FXML private CheckBox all;
    @FXML private VBox services;
    @FXML private CheckBox secrets;
    @FXML private ListView<ExportFile> files;
    @FXML private TextArea preview;
    @FXML private Button copy;
    @FXML private Label notesHeading;
    @FXML private ListView<NoteLine> notes;
    @FXML private TextField folder;
    @FXML private Label status;
    @FXML private Label problem;
    @FXML private ProgressBar progress;
    @FXML private HBox next;
    @FXML private Label nextCommand;
    @FXML private Button cancel;
    @FXML private Button write;
    @FXML private ResourceBundle resources;

    private final ExportContext context;
    private final List<Definitions> definitions;
    private final Prompts prompts;
    private final Runnable closeWindow;
    private final ExportRun run;
    private final ToggleGroup target = new ToggleGroup();
    private ExportWords words;
    private ServiceChoice choice;
    private ExportRun.@Nullable Preview shown;
    private boolean folderTyped;
    private boolean filling;
    private boolean writing;
    private long refreshes;

    ExportController(
            ExportContext context,
            List<Definitions> definitions,
            Prompts prompts,
            Runnable closeWindow) {
        this.context = context;
        this.definitions = definitions;
        this.prompts = prompts;
        this.closeWindow = closeWindow;
        this.run = new ExportRun(context);
    }

    @FXML
    private void initialize() {
        words = new ExportWords(resources);
        for (Node node : List.of(problem, progress, next, status)) {
            node.managedProperty().bind(node.visibleProperty());
            node.setVisible(false);
        }
        for (ExportTarget one : ExportTarget.values()) {
            addTarget(one);
        }
        choice = new ServiceChoice(services, all, definitions, words, this::choiceChanged);
        files.setCellFactory(_ -> new FileCell(words, this::standings));
        notes.setCellFactory(_ -> new NoteCell(words));
        files.getSelectionModel().selectedItemProperty().subscribe(this::showFile);
        target.selectToggle(target.getToggles().getFirst());
        target.selectedToggleProperty().addListener((_, _, _) -> choiceChanged());
        secrets.selectedProperty().addListener((_, _, _) -> choiceChanged());
        folder.textProperty()
                .addListener(
                        (_, _, _) -> {
                            folderTyped |= !filling;
                            refresh();
                        });
        choiceChanged();
    }

    private void addTarget(ExportTarget one) {
        RadioButton button = new RadioButton(words.target(one));
        button.setId("target-" + one);
        button.setToggleGroup(target);
        button.setUserData(one);
        button.setAccessibleHelp(words.about(one));
        Label about = new Label(words.about(one));
        about.getStyleClass().add("about");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        about.setLabelFor(button);
        targets.getChildren().addAll(button, about);
    }

    void focusFirst() {
        if (target.getSelectedToggle() instanceof RadioButton button) {
            button.requestFocus();
        }
    }

    /** The window is gone: nothing more is written. */
    void close() {
        run.cancel();
    }

    private ExportRun.Wish wish() {
        return new ExportRun.Wish(
                choice.chosen().stream().map(Definitions::service).toList(),
                target(),
                secrets.isSelected(),
                folder.getText());
    }

    private ExportTarget target() {
        return (ExportTarget) target.getSelectedToggle().getUserData();
    }

    private void choiceChanged() {
        if (!folderTyped) {
            filling = true;
            folder.setText(new ExportPlaces(context).usual(target(), choice.chosen()).toString());
            filling = false;
        }
        refresh();
    }

    /** Makes the export anew; only the newest answer counts. */
    private void refresh() {
        if (writing) {
            return;
        }
        long mine = ++refreshes;
        write.setDisable(true);
        next.setVisible(false);
        status.setVisible(false);
        ExportRun.Wish wish = wish();
        if (wish.services().isEmpty()) {
            shown = null;
            files.getItems().clear();
            notes.getItems().clear();
            notesHeading.setText(words.get("notes"));
            say(problem, words.get("problem.nothing"));
            return;
        }
        FxThread.whenDone(
                run.preview(wish),
                (made, failure) -> {
                    if (mine == refreshes) {
                        show(made, failure);
                    }
                });
    }

    private void show(ExportRun.@Nullable Preview made, @Nullable Throwable failure) {
        if (made == null) {
            say(
                    problem,
                    words.format("problem.read", folder.getText(), Failures.sentence(failure)));
            return;
        }
        String before =
                files.getSelectionModel().getSelectedItem() instanceof ExportFile file
                        ? file.name()
                        : "";
        shown = made;
        files.getItems().setAll(made.export().files());
        files.getItems().stream()
                .filter(file -> file.name().equals(before))
                .findFirst()
                .ifPresentOrElse(
                        files.getSelectionModel()::select,
                        () -> files.getSelectionModel().selectFirst());
        List<NoteLine> told = NoteLine.of(made.export().notes(), words);
        notes.getItems().setAll(told);
        notesHeading.setText(
                told.isEmpty()
                        ? words.get("notes.none")
                        : words.format("notes.heading", told.size()));
        say(problem, made.folder().isEmpty() ? words.get("problem.folder") : "");
        write.setDisable(made.folder().isEmpty());
        write.setText(words.format("write", made.export().files().size()));
    }

    private Map<String, Standing> standings() {
        return shown == null ? Map.of() : shown.standings();
    }

    private void showFile(@Nullable ExportFile file) {
        preview.setText(file == null ? "" : file.text());
        preview.setScrollTop(0);
        copy.setDisable(file == null);
    }

    @FXML
    private void copy() {
        context.desktop().copy(preview.getText());
    }

    @FXML
    private void copyNext() {
        context.desktop().copy(nextCommand.getText());
    }

    @FXML
    private void browse() {
        Path from = shown == null ? context.folder() : shown.folder().orElse(context.folder());
        context.chooser()
                .apply(root.getScene().getWindow(), from)
                .ifPresent(path -> folder.setText(path.toString()));
    }

    @FXML
    private void cancel() {
        if (writing) {
            run.cancel();
        } else {
            closeWindow.run();
        }
    }

    /** Looks at the folder once more, and asks before something in it is replaced. */
    @FXML
    private void write() {
        write.setDisable(true);
        FxThread.whenDone(
                run.preview(wish()),
                (made, failure) -> {
                    show(made, failure);
                    if (made != null && made.folder().isPresent()) {
                        askAndWrite(made, made.folder().get());
                    }
                });
    }

    private void askAndWrite(ExportRun.Preview made, Path where) {
        List<ExportFile> differing = made.differing();
        if (differing.isEmpty()) {
            write(made, where);
            return;
        }
        String names =
                differing.stream()
                        .limit(NAMES_SHOWN)
                        .map(ExportFile::name)
                        .collect(Collectors.joining("\n"));
        String more =
                differing.size() > NAMES_SHOWN
                        ? "\n" + words.format("replace.more", differing.size() - NAMES_SHOWN)
                        : "";
        prompts.confirm(
                new Prompts.Question(
                        words.format("replace.title", differing.size()),
                        words.format("replace.detail", where) + "\n" + names + more,
                        words.format("replace.verb", differing.size()),
                        true),
                () -> write(made, where));
    }

    private void write(ExportRun.Preview made, Path where) {
        List<ExportFile> wanted = made.toWrite();
        setWriting(true);
        progress.setProgress(0);
        say(status, words.format("writing", 0, wanted.size()));
        FxThread.whenDone(
                run.write(
                        where,
                        wanted,
                        done -> {
                            progress.setProgress((double) done / Math.max(1, wanted.size()));
                            if (writing) {
                                say(status, words.format("writing", done, wanted.size()));
                            }
                        }),
                (written, failure) -> {
                    setWriting(false);
                    tell(made, where, written, wanted.size(), failure);
                });
    }

    private void setWriting(boolean now) {
        writing = now;
        progress.setVisible(now);
        targets.setDisable(now);
        services.setDisable(now);
        all.setDisable(now);
        secrets.setDisable(now);
        folder.setDisable(now);
        write.setDisable(now);
        cancel.setText(words.get(now ? "stop" : "close"));
    }

    private void tell(
            ExportRun.Preview made,
            Path where,
            @Nullable List<ExportFile> written,
            int wanted,
            @Nullable Throwable failure) {
        if (written == null) {
            say(status, "");
            say(problem, words.format("problem.write", Failures.sentence(failure)));
            return;
        }
        if (written.size() < wanted) {
            say(status, words.format("stopped", written.size(), wanted, where));
            return;
        }
        say(
                status,
                wanted == 0
                        ? words.format("unchanged", where)
                        : words.format("written", wanted, where));
        nextCommand.setText(words.next(made.export(), where));
        next.setVisible(true);
        FxThread.whenDone(
                run.preview(wish()),
                (again, _) -> {
                    if (again != null) {
                        shown = again;
                        files.refresh();
                    }
                });
    }

    private static void say(Label label, String sentence) {
        label.setText(sentence);
        label.setVisible(!sentence.isEmpty());
    }
}
