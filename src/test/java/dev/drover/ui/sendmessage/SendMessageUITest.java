package dev.drover.ui.sendmessage;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Processes;
import dev.drover.ui.snapshot.Snapshots;

import javafx.application.Application;
import javafx.collections.ListChangeListener;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

@ExtendWith(WindowTest.class)
class SendMessageUITest {

    private final ProcessDescription api = Processes.online(0, "api", true);
    private final ProcessDescription python = Processes.online(1, "mail-worker", false);
    private final ProcessDescription down = Processes.stopped(2, "nightly");
    private final Channel channel = new Channel();
    private final List<SendMessageDialog.Alternative> others = new ArrayList<>();
    @TempDir private Path stateFolder;
    private Stage owner;
    private SendMessageDialog dialog;
    private Parent root;

    /** A channel in memory: each send waits until the test settles it. */
    private static final class Channel implements MessageSender {
        private final List<Consumer<ProcessEvent>> listeners = new CopyOnWriteArrayList<>();
        private final List<String> sent = new ArrayList<>();
        private CompletableFuture<Void> pending = new CompletableFuture<>();

        @Override
        public CompletableFuture<Void> sendPacket(
                int id, String type, String topic, @Nullable Object data) {
            sent.add(id + " " + type + " " + topic + " " + JsonDraft.compact(data));
            pending = new CompletableFuture<>();
            return pending;
        }

        @Override
        public CompletableFuture<Void> sendRaw(int id, @Nullable Object message) {
            sent.add(id + " " + JsonDraft.compact(message));
            pending = new CompletableFuture<>();
            return pending;
        }

        @Override
        public Subscription subscribe(Consumer<ProcessEvent> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        void receive(ProcessDescription from, Object message) {
            ProcessEvent event =
                    new ProcessEvent.MessageReceived(from, message, Instant.now().plusMillis(12));
            tell(event);
        }

        void tell(ProcessEvent event) {
            listeners.forEach(listener -> listener.accept(event));
        }
    }

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        owner = stage;
        stage.setScene(new Scene(new Pane(), 1000, 700));
        stage.show();
    }

    @BeforeEach
    void open() {
        Snapshots.onFx(
                () -> {
                    dialog = new SendMessageDialog(channel, stateFolder, others::add);
                    dialog.show(owner, List.of(api, python, down), 0);
                });
        root = dialogRoot();
    }

    @AfterEach
    void close() {
        Snapshots.onFx(() -> dialog.close());
    }

    @Test
    void a_packet_goes_through_queued_written_and_answered() {
        fill("refresh", "{\"orders\": [1, 2], \"force\": true}");
        Snapshots.onFx(() -> button("#send").fire());
        assertThat(channel.sent)
                .containsExactly("0 process:msg refresh {\"orders\":[1,2],\"force\":true}");
        assertThat(text("#state")).contains("queued");

        channel.pending.complete(null);
        Snapshots.until(() -> text("#state").contains("written to the channel"));
        channel.receive(api, Map.of("topic", "refresh", "data", Map.of("refreshed", 2)));
        Snapshots.until(() -> text("#state").contains("answered after"));

        fill("reload-prices", "{\n  \"currency\": \"EUR\",\n  \"since\": 1772460131\n}");
        Snapshots.onFx(() -> button("#send").fire());
        channel.pending.completeExceptionally(
                new IllegalStateException("api closed its channel before it was written."));
        Snapshots.until(() -> text("#state").contains("closed its channel"));
        Snapshots.takeBoth(root.getScene(), "send-message");
    }

    @Test
    void a_message_without_the_topic_is_not_called_an_answer() {
        fill("refresh", "{}");
        Snapshots.onFx(() -> button("#send").fire());
        channel.pending.complete(null);

        channel.receive(api, Map.of("type", "tick"));

        Snapshots.until(() -> text("#state").contains("a message from it came"));
        assertThat(text("#state")).doesNotContain("answered");
    }

    @Test
    void what_the_next_run_sends_answers_nothing() {
        fill("die", "{}");
        Snapshots.onFx(() -> button("#send").fire());
        channel.pending.complete(null);
        Snapshots.until(() -> text("#state").contains("written to the channel"));

        channel.tell(new ProcessEvent.ProcessExited(api, new ExitStatus.Exited(3), Instant.now()));
        channel.receive(api, Map.of("topic", "die"));

        Snapshots.until(() -> !list("#received").getItems().isEmpty());
        assertThat(text("#state")).contains("the process ended");
        assertThat(history().getFirst().deliveryProperty().get()).isEqualTo(new Delivery.Ended());
    }

    @Test
    void what_cannot_be_sent_cannot_be_repeated() {
        fill("refresh", "{} more");
        assertThat(button("#repeat-toggle").isDisabled()).isTrue();

        fill("refresh", "{}");

        assertThat(button("#repeat-toggle").isDisabled()).isFalse();
    }

    @Test
    void a_message_is_repeated_so_many_times_and_then_no_more() {
        fill("refresh", "{}");
        repeat("3", "10");
        Snapshots.until(() -> channel.sent.size() == 3);
        Snapshots.until(() -> text("#repeat-progress").equals("3 of 3 sent"));

        assertThat(button("#repeat-toggle").getText()).isEqualTo("Repeat");
        assertThat(channel.sent).hasSize(3);
    }

    @Test
    void what_is_sent_again_and_again_is_one_line_of_the_history() {
        fill("refresh", "{}");
        repeat("3", "10");
        Snapshots.until(() -> text("#repeat-progress").equals("3 of 3 sent"));
        fill("other", "{}");
        Snapshots.onFx(() -> button("#send").fire());

        assertThat(history()).hasSize(2);
        assertThat(history().getFirst().times()).isEqualTo(1);
        assertThat(history().get(1).times()).isEqualTo(3);
        Snapshots.until(() -> root.lookupAll(".message-title").stream().anyMatch(this::saysThree));
    }

    private boolean saysThree(javafx.scene.Node title) {
        return ((Label) title).getText().equals("refresh  × 3");
    }

    @Test
    void a_message_that_failed_keeps_its_line_when_it_is_sent_again() {
        fill("refresh", "{}");
        Snapshots.onFx(() -> button("#send").fire());
        CompletableFuture<Void> first = channel.pending;
        Snapshots.onFx(() -> button("#send").fire());
        assertThat(history()).hasSize(1);

        Snapshots.onFx(() -> first.completeExceptionally(new IllegalStateException("gone")));

        Snapshots.until(() -> history().size() == 2);
        assertThat(history().get(1).deliveryProperty().get())
                .isEqualTo(new Delivery.Failed("gone"));
    }

    @Test
    void an_answer_is_for_the_first_of_those_on_one_line() {
        fill("refresh", "{}");
        Snapshots.onFx(() -> button("#send").fire());
        channel.pending.complete(null);
        Snapshots.onFx(() -> button("#send").fire());

        channel.receive(api, Map.of("topic", "refresh"));
        Snapshots.until(() -> !list("#received").getItems().isEmpty());
        assertThat(history().getFirst().deliveryProperty().get())
                .isNotInstanceOf(Delivery.Answered.class);

        channel.receive(api, Map.of("topic", "refresh"));
        Snapshots.until(() -> text("#state").contains("answered after"));
    }

    @SuppressWarnings("unchecked")
    private List<SentMessage> history() {
        return ((ListView<SentMessage>) find("#history")).getItems();
    }

    private ListView<?> list(String id) {
        return (ListView<?>) find(id);
    }

    @Test
    void repeating_is_stopped_by_hand_and_by_closing() {
        fill("refresh", "{}");
        repeat("100000", "3600000");
        assertThat(channel.sent).hasSize(1);
        assertThat(button("#repeat-toggle").getText()).isEqualTo("Stop");
        Snapshots.takeBoth(root.getScene(), "send-message-repeat");

        Snapshots.onFx(() -> button("#repeat-toggle").fire());
        assertThat(button("#repeat-toggle").getText()).isEqualTo("Repeat");
        repeat("100000", "3600000");
        Snapshots.onFx(() -> dialog.hide());
        Snapshots.onFx(() -> dialog.show(owner, List.of(api, python, down), 0));
        assertThat(button("#repeat-toggle").getText()).isEqualTo("Repeat");
    }

    @Test
    void repeating_ends_when_the_message_cannot_be_sent_any_more() {
        fill("refresh", "{}");
        repeat("100000", "10");
        Snapshots.until(() -> channel.sent.size() > 2);
        Snapshots.onFx(() -> dialog.show(owner, List.of(api, python, down), 2));

        Snapshots.until(() -> text("#repeat-progress").startsWith("Stopped after "));
    }

    @Test
    void what_is_no_count_or_period_is_said_and_nothing_is_sent() {
        fill("refresh", "{}");
        for (String wrong : List.of("", "0", "-1", "1.5", "x", "99999999999")) {
            repeat(wrong, "1000");
            assertThat(text("#repeat-progress")).contains("whole number");
            repeat("5", wrong);
            assertThat(text("#repeat-progress")).contains("whole number");
        }
        assertThat(channel.sent).isEmpty();
    }

    private void repeat(String times, String millis) {
        Snapshots.onFx(
                () -> {
                    ((TextField) find("#repeat-times")).setText(times);
                    ((TextField) find("#repeat-millis")).setText(millis);
                    button("#repeat-toggle").fire();
                });
    }

    @Test
    void on_a_small_screen_the_receiver_can_be_read_and_the_buttons_are_whole() {
        Snapshots.onFx(
                () -> {
                    Window window = root.getScene().getWindow();
                    ((Stage) window).setMinWidth(0);
                    ((Stage) window).setMinHeight(0);
                    window.setWidth(640);
                    window.setHeight(455);
                });
        Snapshots.pulses(3);

        assertThat(((ComboBox<?>) find("#target")).getWidth()).isGreaterThanOrEqualTo(200);
        for (String id : List.of("#send", "#rawMode", "#format", "#copyPreview", "#target")) {
            javafx.scene.Node node = find(id);
            assertThat(node.localToScene(node.getBoundsInLocal()).getMaxX())
                    .as(id)
                    .isLessThanOrEqualTo(root.getScene().getWidth());
        }
        assertThat(((Text) button("#copyPreview").lookup(".text")).getText()).isEqualTo("Copy");
        assertThat(gap("#rawMode", "#type")).isPositive();
    }

    @Test
    void the_row_of_the_receiver_takes_one_line_where_there_is_room() {
        Snapshots.pulses(3);
        assertThat(gap("#target", "#type")).isBetween(0.0, 20.0);
    }

    private double gap(String above, String below) {
        javafx.scene.Node upper = find(above);
        javafx.scene.Node lower = find(below);
        return lower.localToScene(lower.getBoundsInLocal()).getMinY()
                - upper.localToScene(upper.getBoundsInLocal()).getMaxY();
    }

    @Test
    void what_is_repeated_ends_when_another_message_stands_there() {
        fill("refresh", "{}");
        repeat("100000", "10");
        Snapshots.until(() -> channel.sent.size() > 2);

        fill("die", "{}");

        Snapshots.until(() -> text("#repeat-progress").startsWith("Stopped after "));
        assertThat(channel.sent).noneMatch(line -> line.contains("die"));
    }

    @Test
    void a_closed_window_lays_out_nothing_of_what_comes() {
        Snapshots.onFx(() -> dialog.hide());
        channel.receive(api, Map.of("topic", "tick"));
        fill("refresh", "{}");
        Snapshots.onFx(() -> button("#send").fire());
        channel.receive(api, Map.of("topic", "refresh"));
        Snapshots.until(
                () -> history().getFirst().deliveryProperty().get() instanceof Delivery.Answered);
        assertThat(list("#received").getItems()).isEmpty();

        Snapshots.onFx(() -> dialog.show(owner, List.of(api, python, down), 0));

        assertThat(list("#received").getItems()).hasSize(2);
    }

    @Test
    void what_comes_together_is_laid_out_together() {
        AtomicInteger changes = new AtomicInteger();
        Snapshots.onFx(
                () ->
                        list("#received")
                                .getItems()
                                .addListener(
                                        (ListChangeListener<Object>)
                                                _ -> changes.incrementAndGet()));

        Snapshots.onFx(
                () -> {
                    for (int i = 0; i < 300; i++) {
                        channel.receive(api, Map.of("topic", "tick", "data", i));
                    }
                });

        Snapshots.until(() -> list("#received").getItems().size() == 300);
        assertThat(changes.get()).isLessThan(5);
    }

    @Test
    void only_what_the_chosen_process_sends_is_shown() {
        ProcessDescription other = Processes.online(7, "chatty", true);
        channel.receive(other, Map.of("topic", "tick"));
        channel.receive(api, Map.of("topic", "hello"));
        Snapshots.until(() -> !list("#received").getItems().isEmpty());
        assertThat(list("#received").getItems()).hasSize(1);

        Snapshots.onFx(() -> dialog.show(owner, List.of(api, other), 7));

        assertThat(list("#received").getItems()).hasSize(1);
        assertThat(
                        ((ProcessEvent.MessageReceived) list("#received").getItems().getFirst())
                                .process())
                .isEqualTo(other);
    }

    @Test
    void how_it_went_with_one_process_is_not_said_of_another() {
        ProcessDescription other = Processes.online(7, "chatty", true);
        fill("refresh", "{}");
        Snapshots.onFx(() -> button("#send").fire());
        assertThat(text("#state")).contains("queued");

        Snapshots.onFx(() -> dialog.show(owner, List.of(api, other), 7));
        assertThat(text("#state")).isEmpty();
        Snapshots.onFx(() -> channel.pending.complete(null));

        assertThat(text("#state")).isEmpty();
    }

    @Test
    void a_packet_of_a_million_characters_is_shown_in_part_and_copied_whole() {
        String much = "x".repeat(1_000_000);
        fill("refresh", "\"" + much + "\"");

        assertThat(text("#preview")).hasSizeLessThan(10_000).contains("xxx").endsWith("…");
        Snapshots.onFx(() -> button("#copyPreview").fire());
        Snapshots.onFx(
                () ->
                        assertThat(Clipboard.getSystemClipboard().getString())
                                .endsWith("xxx\"}")
                                .hasSizeGreaterThan(1_000_000));
    }

    @Test
    void the_form_shows_what_stands_in_the_message_and_loses_nothing_of_it() {
        fill("refresh", "{\"hello\": \"world\"}");
        send();
        fill("refresh", "{\"name\": \"x\", \"nothing\": null, \"on\": true}");
        Snapshots.onFx(() -> ((ToggleButton) find("#formView")).setSelected(true));
        assertThat(((TextField) find("#field-hello")).getText()).isEmpty();

        Snapshots.onFx(() -> ((TextField) find("#field-name")).setText("y"));
        send();

        assertThat(channel.sent.getLast())
                .endsWith("refresh {\"name\":\"y\",\"nothing\":null,\"on\":true}");
    }

    @Test
    void members_that_a_schema_does_not_name_stay() {
        fill("refresh", "{\"name\": \"x\", \"more\": [1]}");
        Snapshots.onFx(
                () -> {
                    ((TextInputControl) find("#schema"))
                            .setText(
                                    "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},"
                                        + "\"maybe\":{\"type\":\"boolean\"}}}");
                    ((ToggleButton) find("#formView")).setSelected(true);
                    ((TextField) find("#field-name")).setText("y");
                });
        send();

        assertThat(channel.sent.getLast()).endsWith("refresh {\"name\":\"y\",\"more\":[1]}");
    }

    @Test
    void the_packet_has_what_the_form_shows() {
        fill("refresh", "{}");
        Snapshots.onFx(
                () -> {
                    ((TextInputControl) find("#schema"))
                            .setText(
                                    "{\"type\":\"object\",\"properties\":{\"mode\":{\"type\":\"string\","
                                        + "\"default\":\"fast\"}}}");
                    ((ToggleButton) find("#formView")).setSelected(true);
                });

        assertThat(text("#preview")).contains("\"mode\":\"fast\"");
    }

    @Test
    void what_is_not_json_is_named_with_its_place_and_not_sent() {
        fill("refresh", "{\n  \"orders\": [1, 2,\n}");

        assertThat(text("#problem")).startsWith("Line 3, column 1: ");
        assertThat(button("#send").isDisabled()).isTrue();
        Snapshots.takeBoth(root.getScene(), "send-message-invalid");
    }

    @Test
    void a_process_without_a_channel_says_why_and_cannot_be_sent_to() {
        fill("refresh", "{}");
        Snapshots.onFx(() -> dialog.show(owner, List.of(api, python, down), 1));

        assertThat(text("#reason")).startsWith("mail-worker has no IPC channel");
        assertThat(button("#send").isDisabled()).isTrue();
        Snapshots.onFx(() -> dialog.show(owner, List.of(api, python, down), 2));
        assertThat(text("#reason")).startsWith("nightly is not running");
    }

    @Test
    void a_raw_message_is_sent_as_it_is(FxRobot robot) {
        Snapshots.onFx(() -> ((ToggleButton) find("#rawMode")).setSelected(true));
        fill("", "\"ready?\"");
        assertThat(text("#preview")).isEqualTo("\"ready?\"");

        robot.clickOn(find("#editor"));
        robot.press(KeyCode.CONTROL, KeyCode.ENTER).release(KeyCode.ENTER, KeyCode.CONTROL);

        assertThat(channel.sent).containsExactly("0 \"ready?\"");
    }

    @Test
    void the_preview_is_what_goes_over_the_channel() {
        fill("refresh", "{ \"a\" : 1 }");

        assertThat(text("#preview"))
                .isEqualTo(
                        "{\"id\":0,\"type\":\"process:msg\",\"topic\":\"refresh\",\"data\":{\"a\":1}}");
    }

    @Test
    void the_history_gives_a_message_back() {
        fill("refresh", "{\"a\": 1}");
        Snapshots.onFx(() -> button("#send").fire());
        fill("other", "{}");
        ListView<?> history = (ListView<?>) find("#history");
        Snapshots.onFx(
                () -> {
                    history.getSelectionModel().select(0);
                    Objects.requireNonNull(history.getOnKeyPressed())
                            .handle(
                                    new javafx.scene.input.KeyEvent(
                                            javafx.scene.input.KeyEvent.KEY_PRESSED,
                                            "",
                                            "",
                                            KeyCode.ENTER,
                                            false,
                                            false,
                                            false,
                                            false));
                });

        assertThat(((TextField) find("#topic")).getText()).isEqualTo("refresh");
        assertThat(((TextInputControl) find("#editor")).getText()).isEqualTo("{\"a\": 1}");
    }

    @Test
    void what_was_sent_is_there_again_in_the_next_window() {
        fill("refresh", "{\"a\": 1}");
        send();
        fill("other", "{}");
        send();
        reopen();

        Snapshots.until(() -> sentList().getItems().size() == 2);
        Snapshots.onFx(() -> ((TextField) find("#history-search")).setText("REFR"));
        assertThat(sentList().getItems()).hasSize(1);
        Snapshots.onFx(
                () -> {
                    sentList().getSelectionModel().select(0);
                    Objects.requireNonNull(sentList().getOnMouseClicked()).handle(null);
                });
        assertThat(((TextField) find("#topic")).getText()).isEqualTo("refresh");
        assertThat(((TextInputControl) find("#editor")).getText()).isEqualTo("{\"a\": 1}");
        assertThat(((ComboBox<?>) find("#target")).getValue()).isEqualTo(api);
    }

    @Test
    void a_template_keeps_its_name_and_its_schema() {
        fill("refresh", "{\"name\": \"x\"}");
        Snapshots.onFx(() -> ((TextInputControl) find("#schema")).setText(SCHEMA));
        send();
        fill("later", "{}");
        send();
        Snapshots.onFx(
                () -> {
                    sentList().getSelectionModel().select(1);
                    button("#history-star").fire();
                });
        Snapshots.until(() -> anywhere("#dialog-line").isPresent());
        Snapshots.onFx(
                () -> {
                    ((TextField) anywhere("#dialog-line").orElseThrow()).setText("My refresh");
                    ((Button) anywhere(".dialog-pane .button:default").orElseThrow()).fire();
                });
        Snapshots.until(() -> ((SentMessage) sentList().getItems().getFirst()).isTemplate());
        reopen();

        Snapshots.until(() -> sentList().getItems().size() == 2);
        SentMessage first = (SentMessage) sentList().getItems().getFirst();
        assertThat(first.templateName()).isEqualTo("My refresh");
        assertThat(first.schema()).isEqualTo(SCHEMA);
    }

    @Test
    void a_schema_makes_a_form_that_writes_the_data() {
        fill("refresh", "{}");
        Snapshots.onFx(
                () -> {
                    ((TextInputControl) find("#schema")).setText(SCHEMA);
                    ((ToggleButton) find("#formView")).setSelected(true);
                });
        assertThat(text("#problem")).isEqualTo("name is needed.");
        assertThat(button("#send").isDisabled()).isTrue();
        Snapshots.onFx(
                () -> {
                    ((TextField) find("#field-name")).setText("prices");
                    ((TextField) find("#field-count")).setText("1.5");
                });
        assertThat(text("#problem")).isEqualTo("count must be a whole number.");
        Snapshots.onFx(() -> ((TextField) find("#field-count")).setText("12"));
        Snapshots.takeBoth(root.getScene(), "send-message-form");
        send();
        assertThat(channel.sent)
                .containsExactly(
                        "0 process:msg refresh {\"name\":\"prices\",\"count\":12,"
                                + "\"force\":true,\"mode\":\"fast\",\"where\":{\"zone\":\"eu\"}}");
    }

    @Test
    void without_a_schema_the_form_is_like_the_last_message_of_the_topic() {
        fill("refresh", "{\"orders\": [1], \"text\": \"a\", \"ok\": false}");
        send();
        fill("other", "{}");
        Snapshots.onFx(() -> ((TextField) find("#topic")).setText("refresh"));
        Snapshots.onFx(() -> ((ToggleButton) find("#formView")).setSelected(true));
        Snapshots.onFx(() -> ((TextField) find("#field-text")).setText("b"));
        send();
        assertThat(channel.sent.getLast())
                .isEqualTo("0 process:msg refresh {\"orders\":[1],\"text\":\"b\",\"ok\":false}");
    }

    @Test
    void a_wrong_schema_is_named_with_its_place() {
        Snapshots.onFx(
                () -> {
                    ((ToggleButton) find("#schemaView")).setSelected(true);
                    ((TextInputControl) find("#schema")).setText("{\n \"type\": }");
                });
        assertThat(text("#problem")).startsWith("Line 2, column ");
    }

    @Test
    void topics_that_were_seen_are_offered(FxRobot robot) {
        fill("refresh-prices", "{}");
        send();
        Snapshots.onFx(() -> ((TextField) find("#topic")).setText(""));
        robot.clickOn(find("#topic")).write("pri");
        Snapshots.until(() -> topicMenu().isPresent());
        Snapshots.onFx(() -> topicMenu().orElseThrow().getItems().getFirst().fire());
        assertThat(((TextField) find("#topic")).getText()).isEqualTo("refresh-prices");
    }

    @Test
    void a_process_without_a_channel_is_offered_a_line_and_a_signal() {
        Snapshots.onFx(() -> dialog.show(owner, List.of(api, python, down), 1));
        assertThat(find("#alternative-buttons").isVisible()).isTrue();
        Snapshots.onFx(
                () -> {
                    button("#alternative-line").fire();
                    button("#alternative-signal").fire();
                });
        assertThat(others)
                .containsExactly(
                        new SendMessageDialog.Alternative(python, true),
                        new SendMessageDialog.Alternative(python, false));
        Snapshots.onFx(() -> dialog.show(owner, List.of(api, python, down), 0));
        assertThat(find("#alternative-buttons").isVisible()).isFalse();
    }

    @Test
    void the_dialog_is_filled_in_with_a_message_of_the_channel() {
        Snapshots.onFx(
                () ->
                        dialog.show(
                                owner,
                                List.of(api, python, down),
                                0,
                                Map.of("type", "t", "topic", "again", "data", List.of(1))));
        assertThat(text("#preview"))
                .isEqualTo("{\"id\":0,\"type\":\"t\",\"topic\":\"again\",\"data\":[1]}");
        Snapshots.onFx(() -> dialog.show(owner, List.of(api, python, down), 0, "plain"));
        assertThat(text("#preview")).isEqualTo("\"plain\"");
    }

    private static final String SCHEMA =
            """
            {"type": "object", "required": ["name"], "properties": {
              "name": {"type": "string", "description": "what to refresh"},
              "count": {"type": "integer"},
              "force": {"type": "boolean", "default": true},
              "mode": {"enum": ["fast", "full"], "default": "fast"},
              "where": {"type": "object", "properties": {
                "zone": {"type": "string", "default": "eu"}}}}}\
            """;

    private void send() {
        Snapshots.onFx(() -> button("#send").fire());
    }

    private void reopen() {
        Snapshots.onFx(() -> dialog.close());
        dialog.saved().join();
        Snapshots.onFx(
                () -> {
                    dialog = new SendMessageDialog(channel, stateFolder, others::add);
                    dialog.show(owner, List.of(api, python, down), 0);
                });
        root = dialogRoot();
    }

    private ListView<?> sentList() {
        return (ListView<?>) find("#history");
    }

    private static Optional<ContextMenu> topicMenu() {
        return Window.getWindows().stream()
                .filter(w -> w instanceof ContextMenu menu && "topics".equals(menu.getId()))
                .map(ContextMenu.class::cast)
                .findFirst();
    }

    private static Optional<javafx.scene.Node> anywhere(String query) {
        return Window.getWindows().stream()
                .filter(w -> w.getScene() != null)
                .flatMap(w -> w.getScene().getRoot().lookupAll(query).stream())
                .findFirst();
    }

    @Test
    void the_list_of_processes_shows_the_ones_without_channel_as_disabled() {
        ComboBox<?> target = (ComboBox<?>) find("#target");
        Snapshots.onFx(target::show);
        Snapshots.pulses(3);

        assertThat(target.getItems()).hasSize(3);
        Window popup =
                Window.getWindows().stream()
                        .filter(window -> window instanceof javafx.stage.PopupWindow)
                        .findFirst()
                        .orElseThrow();
        Snapshots.takeBoth(popup.getScene(), "send-message-processes");
    }

    @Test
    void the_keyboard_gets_out_of_the_editor(FxRobot robot) {
        robot.interact(() -> find("#editor").requestFocus());
        robot.push(KeyCode.TAB);
        assertThat(find("#editor").isFocused()).isFalse();
        robot.push(KeyCode.SHIFT, KeyCode.TAB);

        assertThat(find("#editor").isFocused()).isTrue();
        assertThat(((TextInputControl) find("#editor")).getText()).doesNotContain("\t");
    }

    private void fill(String topic, String json) {
        Snapshots.onFx(
                () -> {
                    ((TextField) find("#topic")).setText(topic);
                    ((TextInputControl) find("#editor")).setText(json);
                });
    }

    private Parent dialogRoot() {
        return Window.getWindows().stream()
                .map(Window::getScene)
                .filter(scene -> scene != null && scene.getRoot().lookup("#editor") != null)
                .map(javafx.scene.Scene::getRoot)
                .findFirst()
                .orElseThrow();
    }

    private javafx.scene.Node find(String id) {
        return Objects.requireNonNull(root.lookup(id), id);
    }

    private Button button(String id) {
        return (Button) find(id);
    }

    private String text(String id) {
        return ((Label) find(id)).getText();
    }
}
