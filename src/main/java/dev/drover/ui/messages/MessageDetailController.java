package dev.drover.ui.messages;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** One message: for reading, as it travels, and beside the one before it. FX thread only. */
final class MessageDetailController {

    /** More is not laid out: a text control of JavaFX takes seconds for megabytes. */
    private static final int MAX_CHARS = 200_000;

    private final Again again;
    private Optional<IpcMessage> shown = Optional.empty();
    private Optional<IpcMessage> previous = Optional.empty();

    @FXML private VBox root;
    @FXML private Label title;
    @FXML private Button copy;
    @FXML private Button sendAgain;
    @FXML private TabPane tabs;
    @FXML private Tab readTab;
    @FXML private Tab rawTab;
    @FXML private Tab compareTab;
    @FXML private CheckBox fold;
    @FXML private TextArea read;
    @FXML private TextArea raw;
    @FXML private Label compareNote;
    @FXML private ListView<LineDiff.Line> compare;
    @FXML private ResourceBundle resources;

    /** Opens the dialog that sends, filled in. */
    @FunctionalInterface
    interface Again {
        /**
         * @param message JSON-shaped, as it went over the channel
         */
        void send(int processId, @Nullable Object message);
    }

    MessageDetailController(Again again) {
        this.again = again;
    }

    @FXML
    private void initialize() {
        compare.setCellFactory(_ -> new DiffCell());
        tabs.getSelectionModel().selectedItemProperty().subscribe(this::refresh);
        fold.selectedProperty().subscribe(this::refresh);
        root.setDisable(true);
    }

    /**
     * Shows a message.
     *
     * @param before the one to compare it with
     */
    void show(Optional<IpcMessage> message, Optional<IpcMessage> before) {
        shown = message;
        previous = before;
        root.setDisable(message.isEmpty());
        title.setText(message.map(this::titleOf).orElse(resources.getString("detail.none")));
        refresh();
    }

    @FXML
    private void copy() {
        Tab top = tabs.getSelectionModel().getSelectedItem();
        String text = raw.getText();
        if (top == readTab) {
            // The whole of it, even where a part is folded or cut on the screen.
            text = shown.map(m -> String.join("\n", lines(m, false))).orElse("");
        } else if (top == compareTab) {
            text =
                    compare.getItems().stream()
                            .map(line -> line.kind().sign() + " " + line.text())
                            .collect(Collectors.joining("\n"));
        } else if (shown.isPresent()) {
            text = shown.get().text();
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    @FXML
    private void sendAgain() {
        shown.ifPresent(m -> again.send(m.processId(), JsonText.parse(m.text())));
    }

    private void refresh() {
        Tab top = tabs.getSelectionModel().getSelectedItem();
        if (top == readTab) {
            read.setText(
                    shown.map(m -> cut(String.join("\n", lines(m, fold.isSelected())))).orElse(""));
        } else if (top == rawTab) {
            raw.setText(shown.map(m -> cut(m.text())).orElse(""));
        } else {
            compare();
        }
    }

    private void compare() {
        if (shown.isEmpty() || previous.isEmpty()) {
            compare.getItems().clear();
            compareNote.setText(resources.getString("compare.none"));
            return;
        }
        List<LineDiff.Line> lines =
                LineDiff.of(lines(previous.get(), false), lines(shown.get(), false));
        compare.getItems().setAll(lines);
        long added = lines.stream().filter(l -> l.kind() == LineDiff.Kind.ADDED).count();
        long removed = lines.stream().filter(l -> l.kind() == LineDiff.Kind.REMOVED).count();
        String when = MessageCells.CLOCK.format(MessageCells.local(previous.get().at()));
        compareNote.setText(
                added + removed == 0
                        ? resources.getString("compare.same").formatted(when)
                        : resources.getString("compare.with").formatted(when, added, removed));
    }

    private List<String> lines(IpcMessage message, boolean folded) {
        return JsonText.lines(
                JsonText.parse(message.text()), folded, resources.getString("detail.folded"));
    }

    private String cut(String text) {
        return text.length() <= MAX_CHARS
                ? text
                : text.substring(0, MAX_CHARS)
                        + "\n"
                        + resources.getString("detail.cut").formatted(text.length());
    }

    private String titleOf(IpcMessage message) {
        return resources
                .getString(message.sent() ? "detail.to" : "detail.from")
                .formatted(
                        message.processName(),
                        message.processId(),
                        message.subject().isEmpty()
                                ? resources.getString("subject.none")
                                : message.subject(),
                        MessageCells.CLOCK.format(MessageCells.local(message.at())));
    }

    /** A line of the comparison: sign and colour say what happened to it. */
    private final class DiffCell extends ListCell<LineDiff.Line> {

        @Override
        protected void updateItem(LineDiff.@Nullable Line item, boolean isEmpty) {
            super.updateItem(item, isEmpty);
            getStyleClass().removeAll("diff-added", "diff-removed");
            if (isEmpty || item == null) {
                setText(null);
                setAccessibleText(null);
                return;
            }
            setText(item.kind().sign() + " " + item.text());
            switch (item.kind()) {
                case ADDED -> getStyleClass().add("diff-added");
                case REMOVED -> getStyleClass().add("diff-removed");
                case SAME -> {}
            }
            setAccessibleText(
                    resources.getString("diff." + item.kind().name()).formatted(item.text()));
        }
    }
}
