package dev.drover.ui.startprocess;

import dev.drover.client.TakesEffect;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.SecretNames;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;

/**
 * The page that changes a definition: the form, what will be different, and what that equals. FX
 * thread only.
 */
final class EditProcessController {

    private static final int LONGEST_SHOWN = 400;

    @FXML private ProcessFormController formController;
    @FXML private CheckBox reveal;
    @FXML private Label whom;
    @FXML private CheckBox all;
    @FXML private Label nothing;
    @FXML private GridPane changes;
    @FXML private Label line;
    @FXML private Label notInPlace;
    @FXML private Label call;
    @FXML private Button copyLine;
    @FXML private Button copyCall;
    @FXML private Label failure;
    @FXML private Button save;
    @FXML private StackPane saveHolder;
    @FXML private Button saveAndRestart;
    @FXML private ResourceBundle resources;

    private final EditRequest request;
    private final EditSaver saver;
    private final Runnable closeWindow;
    private StartWords words;
    private volatile boolean revealed;

    EditProcessController(EditRequest request, EditSaver saver, Runnable closeWindow) {
        this.request = request;
        this.saver = saver;
        this.closeWindow = closeWindow;
    }

    @FXML
    private void initialize() {
        words = new StartWords(resources);
        List.of(failure, nothing, notInPlace, all).forEach(Shown::collapse);
        ProcessDescription process = request.process();
        boolean runs = process.status().isAlive();
        whom.setText(words.format("edit.whom", process.name(), process.id()));
        saveAndRestart.setText(words.get(runs ? "edit.restart" : "edit.start"));
        save.setText(words.get(runs ? "edit.save.later" : "edit.save"));
        if (!request.canWait()) {
            Tooltip.install(saveHolder, new Tooltip(words.get("edit.save.pm2")));
            save.setAccessibleHelp(words.get("edit.save.pm2"));
        }
        int instances = request.siblings().size() + 1;
        all.setText(words.format("edit.all", instances));
        all.setSelected(true);
        all.setVisible(instances > 1);
        formController.edit(process.spec());
        reveal.selectedProperty()
                .addListener(
                        (_, _, on) -> {
                            revealed = on;
                            formController.refresh();
                        });
        formController.attach(this::look);
    }

    void focus(FormPart part) {
        formController.focus(part);
    }

    /** Looks programs up, so it is done where the form is checked. */
    private Runnable look(StartForm form, StartFormValidator.Checked checked) {
        if (checked.spec().isEmpty()) {
            return () -> show(List.of(), words.get("edit.wrong"), "", "", false);
        }
        ProcessSpec before = request.process().spec();
        ProcessSpec after = checked.spec().get();
        List<DefinitionChange> found = DefinitionChange.between(before, after);
        if (found.isEmpty()) {
            return () -> show(found, words.get("edit.nothing"), "", "", true);
        }
        EditPreview preview = new EditPreview(request.process().id(), before, after, revealed);
        String command = preview.commandLine();
        String script = preview.call();
        boolean inPlace = preview.isInPlace();
        return () -> show(found, "", command, script, inPlace);
    }

    private void show(
            List<DefinitionChange> found,
            String instead,
            String command,
            String script,
            boolean inPlace) {
        boolean some = !found.isEmpty();
        Shown.say(nothing, instead);
        Shown.say(notInPlace, inPlace || !some ? "" : words.get("edit.notInPlace"));
        saveAndRestart.setDisable(!some);
        save.setDisable(!some || !request.canWait());
        copyLine.setDisable(!some);
        copyCall.setDisable(!some);
        line.setText(some ? command : words.get("edit.none"));
        call.setText(some ? script : words.get("edit.none"));
        changes.getChildren().clear();
        if (some) {
            addRow(0, "heading", "edit.option", "edit.now", "edit.after");
            for (int i = 0; i < found.size(); i++) {
                addRow(i + 1, found.get(i));
            }
        }
    }

    private void addRow(int row, String style, String... keys) {
        for (int column = 0; column < keys.length; column++) {
            changes.add(label(words.get(keys[column]), style), column, row);
        }
    }

    private void addRow(int row, DefinitionChange change) {
        changes.add(label(change.option(), "option"), 0, row);
        changes.add(value(change.now().map(text -> shown(change, text)).orElse(""), "now"), 1, row);
        changes.add(
                value(change.after().map(text -> shown(change, text)).orElse(""), "after"), 2, row);
    }

    private String shown(DefinitionChange change, String text) {
        String told = change.secret() && !revealed ? SecretNames.MASK : text;
        return told.length() > LONGEST_SHOWN ? told.substring(0, LONGEST_SHOWN) + "…" : told;
    }

    private Label value(String text, String style) {
        return text.isEmpty()
                ? label(words.get("edit.absent"), "absent")
                : label(text, "code-" + style);
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        return label;
    }

    @FXML
    private void takeEnvironment() {
        formController.takeEnvironment();
    }

    @FXML
    private void copyLine() {
        Copying.copy(line.getText());
    }

    @FXML
    private void copyCall() {
        Copying.copy(call.getText());
    }

    @FXML
    private void cancel() {
        closeWindow.run();
    }

    @FXML
    private void save() {
        save(TakesEffect.AT_NEXT_START);
    }

    @FXML
    private void saveAndRestart() {
        save(TakesEffect.NOW);
    }

    private void save(TakesEffect effect) {
        setBusy(true);
        Shown.say(failure, "");
        FxThread.whenDone(
                formController.check(),
                (checked, _) -> {
                    if (checked == null || checked.spec().isEmpty()) {
                        setBusy(false);
                    } else {
                        send(checked.spec().get(), effect);
                    }
                });
    }

    private void send(ProcessSpec after, TakesEffect effect) {
        ProcessDescription process = request.process();
        List<CompletableFuture<ProcessDescription>> orders = new ArrayList<>();
        orders.add(saver.save(process, after, effect));
        if (all.isSelected()) {
            for (ProcessDescription sibling : request.siblings()) {
                ProcessSpec theirs = Edit.onto(sibling.spec(), process.spec(), after);
                orders.add(saver.save(sibling, theirs, effect));
            }
        }
        FxThread.whenDone(
                CompletableFuture.allOf(orders.toArray(CompletableFuture<?>[]::new)),
                (_, problem) -> {
                    if (problem == null) {
                        closeWindow.run();
                    } else {
                        setBusy(false);
                        Shown.say(failure, words.failed("edit.failed", problem));
                    }
                });
    }

    private void setBusy(boolean busy) {
        saveAndRestart.setDisable(busy);
        save.setDisable(busy || !request.canWait());
    }
}
