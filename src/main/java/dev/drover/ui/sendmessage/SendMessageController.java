package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.ui.common.Prompts;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;

/** The form, the history and the answers. FX thread only. */
final class SendMessageController {

    @FXML private HBox root;
    @FXML private ListView<SentMessage> history;
    @FXML private ComboBox<ProcessDescription> target;
    @FXML private Label reason;
    @FXML private ToggleGroup mode;
    @FXML private ToggleButton packetMode;
    @FXML private ToggleButton rawMode;
    @FXML private Label typeLabel;
    @FXML private TextField type;
    @FXML private Label topicLabel;
    @FXML private TextField topic;
    @FXML private Label packetProblem;
    @FXML private Label dataLabel;
    @FXML private Button format;
    @FXML private TextArea editor;
    @FXML private Label problem;
    @FXML private Label preview;
    @FXML private Button copyPreview;
    @FXML private Label state;
    @FXML private CheckBox keepOpen;
    @FXML private Button send;
    @FXML private Label dropped;
    @FXML private ListView<ProcessEvent.MessageReceived> received;
    @FXML private TextField search;
    @FXML private Button star;
    @FXML private Button remove;
    @FXML private ToggleButton jsonView;
    @FXML private ToggleButton formView;
    @FXML private ToggleButton schemaView;
    @FXML private ScrollPane form;
    @FXML private TextArea schema;
    @FXML private HBox alternativeButtons;
    @FXML private HBox repeat;
    @FXML private ResourceBundle resources;

    private final Conversation conversation;
    private final Prompts prompts;
    private final Consumer<SendMessageDialog.Alternative> alternatives;
    private final Runnable closeWindow;
    private Optional<LastDelivery> last = Optional.empty();
    private @Nullable DataEditor data;
    private Optional<ReceivedList> receivedList = Optional.empty();
    private Optional<OutgoingMessage> repeated = Optional.empty();
    private Optional<RepeatSending> repeating = Optional.empty();

    SendMessageController(
            Conversation conversation,
            Prompts prompts,
            Consumer<SendMessageDialog.Alternative> alternatives,
            Runnable closeWindow) {
        this.conversation = conversation;
        this.prompts = prompts;
        this.alternatives = alternatives;
        this.closeWindow = closeWindow;
    }

    @FXML
    private void initialize() {
        for (Node node :
                List.of(
                        reason,
                        alternativeButtons,
                        packetProblem,
                        problem,
                        typeLabel,
                        type,
                        topicLabel,
                        topic)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        editor.setText("{\n  \"hello\": \"world\"\n}");
        topic.setText(resources.getString("topic.first"));
        target.setCellFactory(_ -> new SendMessageCells.ProcessCell(resources));
        target.setButtonCell(new SendMessageCells.ProcessCell(resources));
        history.setPlaceholder(placeholder("history.empty"));
        new HistoryList(
                new HistoryList.Nodes(search, history, star, remove),
                conversation,
                prompts,
                resources,
                this::reuse);
        new TopicCompletion(topic, conversation::topics);
        data =
                new DataEditor(
                        new DataEditor.Nodes(editor, form, schema, jsonView, formView, schemaView),
                        resources,
                        () -> conversation.example(topic.getText()),
                        this::refresh);
        repeating = Optional.of(new RepeatSending(repeat, resources, this::sendAgain));
        last = Optional.of(new LastDelivery(state, resources));
        Label none = placeholder("received.empty");
        receivedList = Optional.of(new ReceivedList(received, none, conversation));
        conversation.droppedProperty().subscribe(count -> showDropped(count.longValue()));
        mode.selectedToggleProperty().addListener((_, old, now) -> modeChanged(old, now));
        target.valueProperty().subscribe(this::targetChanged);
        type.textProperty().subscribe(this::refresh);
        topic.textProperty().subscribe(this::refresh);
        editor.textProperty().subscribe(this::refresh);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        refresh();
    }

    /** Brings the processes up to date; keeps the choice when it is still there. */
    void setProcesses(List<ProcessDescription> processes) {
        if (processes.equals(target.getItems())) {
            return;
        }
        ProcessDescription chosen = target.getValue();
        target.getItems().setAll(processes);
        if (chosen != null) {
            choose(chosen.id());
        }
        refresh();
    }

    void choose(int id) {
        target.getItems().stream()
                .filter(process -> process.id() == id)
                .findFirst()
                .ifPresent(target::setValue);
    }

    void focusEditor() {
        if (packetMode.isSelected() && topic.getText().isEmpty()) {
            topic.requestFocus();
        } else {
            editor.requestFocus();
        }
    }

    @FXML
    private void send() {
        if (sendOnce() && !keepOpen.isSelected()) {
            closeWindow.run();
        }
    }

    /** What was typed meanwhile, or chosen from the history, nobody asked to repeat. */
    private boolean sendAgain(boolean first) {
        Optional<OutgoingMessage> now = message();
        if (!first && !now.equals(repeated)) {
            return false;
        }
        repeated = now;
        return sendOnce();
    }

    private boolean sendOnce() {
        Optional<OutgoingMessage> message = message();
        if (message.isEmpty() || send.isDisabled()) {
            return false;
        }
        SentMessage entry =
                conversation.send(
                        message.get(),
                        target.getValue().name(),
                        editor.getText(),
                        schema.getText().strip());
        last.ifPresent(delivery -> delivery.follow(entry));
        return true;
    }

    /** The window is closed: sends nothing more by itself, and tells no more of what it sent. */
    void closed() {
        repeating.ifPresent(RepeatSending::stop);
        last.ifPresent(LastDelivery::forget);
    }

    /** How it went with a message to one process says nothing about another. */
    private void targetChanged(@Nullable ProcessDescription process) {
        if (process != null) {
            last.ifPresent(delivery -> delivery.chosen(process.id()));
            receivedList.ifPresent(list -> list.from(process.id()));
        }
        refresh();
    }

    @FXML
    private void close() {
        closeWindow.run();
    }

    @FXML
    private void format() {
        if (JsonDraft.parse(editor.getText()) instanceof JsonDraft.Valid(Object value)) {
            editor.setText(JsonDraft.pretty(value));
        }
    }

    @FXML
    private void copyPreview() {
        ClipboardContent content = new ClipboardContent();
        content.putString(message().map(OutgoingMessage::wire).orElse(""));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
            send();
            event.consume();
        }
    }

    @FXML
    private void sendLine() {
        alternative(true);
    }

    @FXML
    private void sendSignal() {
        alternative(false);
    }

    private void alternative(boolean line) {
        ProcessDescription process = target.getValue();
        if (process != null) {
            alternatives.accept(new SendMessageDialog.Alternative(process, line));
        }
    }

    private void reuse(SentMessage entry) {
        if (entry.message().target() == SentMessage.NOBODY) {
            target.getItems().stream()
                    .filter(process -> process.name().equals(entry.processName()))
                    .findFirst()
                    .ifPresent(target::setValue);
        } else {
            choose(entry.message().target());
        }
        switch (entry.message()) {
            case OutgoingMessage.Packet packet -> {
                packetMode.setSelected(true);
                type.setText(packet.type());
                topic.setText(packet.topic());
            }
            case OutgoingMessage.Raw _ -> rawMode.setSelected(true);
        }
        setData(entry.draft(), entry.schema());
    }

    private void setData(String json, String jsonSchema) {
        DataEditor present = data;
        if (present != null) {
            present.set(json, jsonSchema);
        }
    }

    /** Takes a message as it went over a channel: as a packet where it is one. */
    void fillIn(@Nullable Object message) {
        if (message instanceof Map<?, ?> map
                && map.get("type") instanceof String name
                && map.containsKey("data")) {
            packetMode.setSelected(true);
            type.setText(name);
            topic.setText(map.get("topic") instanceof String text ? text : "");
            setData(JsonDraft.pretty(map.get("data")), "");
        } else {
            rawMode.setSelected(true);
            setData(JsonDraft.pretty(message), "");
        }
    }

    private void modeChanged(@Nullable Object before, @Nullable Object now) {
        if (now == null && before instanceof ToggleButton button) {
            button.setSelected(true);
            return;
        }
        refresh();
    }

    private void refresh() {
        boolean packet = packetMode.isSelected();
        for (Node node : List.of(typeLabel, type, topicLabel, topic)) {
            node.setVisible(packet);
        }
        dataLabel.setText(resources.getString(packet ? "data" : "data.raw"));
        JsonDraft draft = JsonDraft.parse(editor.getText());
        String formProblem = data == null ? "" : data.problem();
        say(problem, formProblem.isEmpty() ? jsonProblem(draft) : formProblem);
        say(packetProblem, packet ? packetProblemText() : "");
        String why = reasonText(target.getValue());
        say(reason, why);
        ProcessDescription process = target.getValue();
        alternativeButtons.setVisible(
                process != null && !process.ipc() && process.status().isAlive());
        format.setDisable(!(draft instanceof JsonDraft.Valid));
        Optional<OutgoingMessage> message = message();
        send.setDisable(message.isEmpty() || !why.isEmpty() || !formProblem.isEmpty());
        repeating.ifPresent(again -> again.setReady(!send.isDisable()));
        copyPreview.setDisable(message.isEmpty());
        preview.setText(
                message.map(OutgoingMessage::wire)
                        .map(SendMessageCells::beginning)
                        .orElse(resources.getString("preview.none")));
    }

    private Optional<OutgoingMessage> message() {
        ProcessDescription process = target.getValue();
        boolean packet = packetMode.isSelected();
        boolean complete = !packet || packetProblemText().isEmpty();
        if (process == null
                || !complete
                || !(JsonDraft.parse(editor.getText()) instanceof JsonDraft.Valid(Object value))) {
            return Optional.empty();
        }
        return Optional.of(
                packet
                        ? new OutgoingMessage.Packet(
                                process.id(), type.getText().strip(), topic.getText(), value)
                        : new OutgoingMessage.Raw(
                                process.id(), value, resources.getString("mode.raw")));
    }

    private String packetProblemText() {
        if (type.getText().isBlank()) {
            return resources.getString("type.empty");
        }
        return topic.getText().isBlank() ? resources.getString("topic.empty") : "";
    }

    private String jsonProblem(JsonDraft draft) {
        return switch (draft) {
            case JsonDraft.Valid _ -> "";
            case JsonDraft.Empty _ -> format("json.empty");
            case JsonDraft.Invalid invalid -> invalid.text(resources);
        };
    }

    private String reasonText(@Nullable ProcessDescription process) {
        if (process == null) {
            return resources.getString("reason.none");
        }
        if (rawMode.isSelected() && !conversation.canSendRaw()) {
            return resources.getString("reason.pm2");
        }
        if (process.ipc()) {
            return "";
        }
        boolean alive = process.status().isAlive();
        return format(alive ? "reason.noIpc" : "reason.notRunning", process.name());
    }

    private void showDropped(long count) {
        dropped.setText(count == 0 ? "" : format("received.dropped", count));
    }

    private String format(String key, Object... values) {
        return new MessageFormat(resources.getString(key)).format(values);
    }

    private Label placeholder(String key) {
        Label label = new Label(resources.getString(key));
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMaxWidth(180);
        return label;
    }

    private static void say(Label label, String sentence) {
        label.setText(sentence);
        label.setVisible(!sentence.isEmpty());
    }
}
