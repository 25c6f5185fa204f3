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
import javafx.scene.control.MenuButton;
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
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The form, the history and the answers. FX thread only. */
final class SendMessageController {

    @FXML private HBox root;
    @FXML private ListView<SentMessage> history;
    @FXML private ComboBox<ProcessDescription> target;
    @FXML private MenuButton scope;
    @FXML private Label goesTo;
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
    @FXML private Label previewHeading;
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
    private @Nullable ReceiverChoice choice;
    private Optional<Outgoing> repeated = Optional.empty();
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
        choice =
                new ReceiverChoice(
                        new ReceiverChoice.Nodes(target, scope, goesTo),
                        resources,
                        this::receiversChanged);
        editor.setText("{\n  \"hello\": \"world\"\n}");
        topic.setText(resources.getString("topic.first"));
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
        last = Optional.of(new LastDelivery(state, new DeliveryWords(resources)));
        Label none = placeholder("received.empty");
        receivedList = Optional.of(new ReceivedList(received, none, conversation));
        conversation.droppedProperty().subscribe(count -> showDropped(count.longValue()));
        mode.selectedToggleProperty().addListener((_, old, now) -> modeChanged(old, now));
        type.textProperty().subscribe(this::refresh);
        topic.textProperty().subscribe(this::refresh);
        editor.textProperty().subscribe(this::refresh);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        refresh();
    }

    /** To whom it goes. */
    ReceiverChoice receivers() {
        return Objects.requireNonNull(choice, "loaded");
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
        Optional<Outgoing> now = outgoing();
        if (!first && !now.flatMap(o -> repeated.map(o::isSame)).orElse(false)) {
            return false;
        }
        repeated = now;
        return sendOnce();
    }

    private boolean sendOnce() {
        Optional<Outgoing> outgoing = outgoing();
        if (outgoing.isEmpty() || send.isDisabled()) {
            return false;
        }
        SentMessage entry =
                conversation.send(
                        outgoing.get(),
                        new Outgoing.Draft(editor.getText(), schema.getText().strip()),
                        new DeliveryWords(resources));
        last.ifPresent(delivery -> delivery.follow(entry));
        return true;
    }

    /** The window is closed: sends nothing more by itself, and tells no more of what it sent. */
    void closed() {
        repeating.ifPresent(RepeatSending::stop);
        last.ifPresent(LastDelivery::forget);
    }

    /** How it went with a message to some says nothing about others. */
    private void receiversChanged() {
        receivers()
                .addressee()
                .ifPresent(
                        whom -> {
                            last.ifPresent(delivery -> delivery.chosen(whom));
                            receivedList.ifPresent(list -> list.from(ids()));
                        });
        refresh();
    }

    private Set<Integer> ids() {
        return receivers().receivers().addressed().stream()
                .map(ProcessDescription::id)
                .collect(Collectors.toSet());
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
        content.putString(outgoing().map(Preview::whole).orElse(""));
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
        receivers()
                .only()
                .ifPresent(p -> alternatives.accept(new SendMessageDialog.Alternative(p, line)));
    }

    private void reuse(SentMessage entry) {
        receivers().choose(entry.addressee());
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
        ReceiverChoice whom = receivers();
        String why = rawOnPm2() ? resources.getString("reason.pm2") : whom.problem();
        say(reason, why.isEmpty() ? whom.warning() : why);
        alternativeButtons.setVisible(
                whom.only().filter(p -> !p.ipc() && p.status().isAlive()).isPresent());
        format.setDisable(!(draft instanceof JsonDraft.Valid));
        Optional<Outgoing> message = outgoing();
        send.setDisable(message.isEmpty() || !why.isEmpty() || !formProblem.isEmpty());
        repeating.ifPresent(again -> again.setReady(!send.isDisable()));
        copyPreview.setDisable(message.isEmpty());
        Preview.show(message, previewHeading, preview, resources);
    }

    private boolean rawOnPm2() {
        return rawMode.isSelected() && !conversation.canSendRaw();
    }

    private Optional<Outgoing> outgoing() {
        ReceiverChoice whom = receivers();
        Receivers now = whom.receivers();
        return whom.addressee()
                .filter(_ -> !now.addressed().isEmpty())
                .flatMap(
                        one ->
                                message(now.addressed().getFirst().id())
                                        .map(m -> new Outgoing(m, one, now)));
    }

    /** What is typed, for a process; empty while it is not complete. */
    private Optional<OutgoingMessage> message(int id) {
        boolean packet = packetMode.isSelected();
        boolean complete = !packet || packetProblemText().isEmpty();
        if (!complete
                || !(JsonDraft.parse(editor.getText()) instanceof JsonDraft.Valid(Object value))) {
            return Optional.empty();
        }
        return Optional.of(
                packet
                        ? new OutgoingMessage.Packet(
                                id, type.getText().strip(), topic.getText(), value)
                        : new OutgoingMessage.Raw(id, value, resources.getString("mode.raw")));
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
