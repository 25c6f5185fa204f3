package dev.drover.ui.signals;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.Signal;
import dev.drover.domain.SignalActions;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.action.SignalWords;
import dev.drover.ui.common.ExitText;
import dev.drover.ui.common.FxThread;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list of signals, the search and the button. FX thread only. */
final class SignalPickerController {

    private final ProcessActions actions;
    private final List<ProcessDescription> targets;
    private final Runnable close;
    private Optional<SignalActions> known = Optional.empty();

    @FXML private VBox root;
    @FXML private Label whom;
    @FXML private TextField search;
    @FXML private TableView<Signal> table;
    @FXML private TableColumn<Signal, String> nameColumn;
    @FXML private TableColumn<Signal, String> numberColumn;
    @FXML private TableColumn<Signal, String> meaningColumn;
    @FXML private TableColumn<Signal, String> effectColumn;
    @FXML private Label note;
    @FXML private Button send;
    @FXML private ResourceBundle resources;

    SignalPickerController(
            ProcessActions actions, List<ProcessDescription> targets, Runnable close) {
        this.actions = actions;
        this.targets = List.copyOf(targets);
        this.close = close;
    }

    @FXML
    private void initialize() {
        whom.setText(
                resources
                        .getString("whom")
                        .formatted(
                                targets.stream()
                                        .map(p -> p.name() + " (" + p.id() + ")")
                                        .collect(Collectors.joining(", "))));
        column(nameColumn, Signal::name);
        column(numberColumn, signal -> Integer.toString(signal.number()));
        column(meaningColumn, ExitText::meaning);
        column(effectColumn, this::effect);
        table.setOnMouseClicked(
                event -> {
                    if (event.getClickCount() == 2) {
                        send();
                    }
                });
        search.textProperty().subscribe(this::show);
        table.getSelectionModel().selectedItemProperty().subscribe(this::showButton);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        show();
        showButton();
        note.setText(resources.getString(targets.size() == 1 ? "note.reading" : "note.many"));
        if (targets.size() == 1) {
            FxThread.whenDone(
                    actions.signalActions(targets.getFirst()),
                    (found, _) -> learn(found == null ? Optional.empty() : found));
        }
    }

    @FXML
    private void send() {
        Signal chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            actions.signal(targets, chosen);
            close.run();
        }
    }

    @FXML
    private void cancel() {
        close.run();
    }

    private void learn(Optional<SignalActions> found) {
        known = found;
        note.setText(resources.getString(found.isPresent() ? "note.read" : "note.unknown"));
        table.refresh();
        showButton();
    }

    private void show() {
        String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
        Signal chosen = table.getSelectionModel().getSelectedItem();
        table.getItems()
                .setAll(Signal.all().stream().filter(signal -> fits(signal, wanted)).toList());
        if (chosen != null && table.getItems().contains(chosen)) {
            table.getSelectionModel().select(chosen);
        } else if (!wanted.isEmpty()) {
            table.getSelectionModel().selectFirst();
        }
    }

    private static boolean fits(Signal signal, String wanted) {
        return signal.name().toLowerCase(Locale.ROOT).contains(wanted)
                || ExitText.meaning(signal).toLowerCase(Locale.ROOT).contains(wanted)
                || Integer.toString(signal.number()).equals(wanted);
    }

    private String effect(Signal signal) {
        return targets.size() == 1 ? SignalWords.effect(signal, targets.getFirst(), known) : "";
    }

    private void showButton() {
        Signal chosen = table.getSelectionModel().getSelectedItem();
        send.setDisable(chosen == null);
        send.setText(
                chosen == null
                        ? resources.getString("send.none")
                        : resources.getString("send").formatted(chosen.name()));
        send.getStyleClass().removeAll("danger", "accent");
        send.getStyleClass().add(ends(chosen) ? "danger" : "accent");
    }

    private boolean ends(@Nullable Signal chosen) {
        if (chosen == null) {
            return false;
        }
        SignalActions.Effect effect =
                known.map(k -> k.effect(chosen)).orElse(SignalActions.byDefault(chosen));
        return effect == SignalActions.Effect.ENDS || effect == SignalActions.Effect.ENDS_WITH_CORE;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && !send.isDisabled()) {
            send();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN && search.isFocused()) {
            table.requestFocus();
            if (table.getSelectionModel().isEmpty()) {
                table.getSelectionModel().selectFirst();
            }
            event.consume();
        }
    }

    /** Tells all of its text when the mouse is over it, however narrow the column is. */
    private static final class WholeTextCell extends TableCell<Signal, String> {

        private final Tooltip whole = new Tooltip();

        @Override
        protected void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            whole.setText(text);
            setTooltip(empty || text.isEmpty() ? null : whole);
        }
    }

    private static void column(TableColumn<Signal, String> column, Function<Signal, String> text) {
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setCellFactory(_ -> new WholeTextCell());
        column.setSortable(false);
        column.setReorderable(false);
    }
}
