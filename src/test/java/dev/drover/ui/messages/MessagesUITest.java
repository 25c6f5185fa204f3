package dev.drover.ui.messages;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;

import dev.drover.domain.CustomAction;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.testing.WindowTest;
import dev.drover.ui.common.Themes;
import dev.drover.ui.common.View;
import dev.drover.ui.snapshot.Processes;
import dev.drover.ui.snapshot.Snapshots;

import javafx.application.Application;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

@ExtendWith(WindowTest.class)
class MessagesUITest {

    private static final Instant AT = Instant.parse("2026-03-02T14:02:11.250Z");

    private final ProcessDescription api = Processes.online(0, "api", true);
    private final ProcessDescription mail = Processes.online(1, "mail", true);
    private final List<Consumer<ProcessEvent>> listeners = new CopyOnWriteArrayList<>();
    private final List<String> again = new ArrayList<>();
    private View<MessagesController> page;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        page =
                MessagesController.load(
                        listener -> {
                            listeners.add(listener);
                            return () -> listeners.remove(listener);
                        },
                        (id, message) -> again.add(id + " " + message),
                        action -> again.add("run " + action.name()));
        Scene scene = new Scene(page.root(), 960, 320);
        Themes.addTo(scene);
        stage.setScene(scene);
        stage.show();
        page.controller().setOnTop(true);
    }

    @Test
    void a_process_without_a_channel_is_said_to_have_none() {
        Snapshots.onFx(() -> page.controller().show(List.of(Processes.online(2, "worker", false))));
        assertThat(label("#messages-nothing")).contains("no IPC channel");

        Snapshots.onFx(() -> page.controller().show(List.of(api)));

        assertThat(label("#messages-nothing")).startsWith("No messages yet");
    }

    @Test
    void the_messages_of_one_process_do_not_repeat_its_name() {
        Snapshots.onFx(() -> page.controller().show(List.of(api)));
        assertThat(columns()).doesNotContain("Process");

        Snapshots.onFx(() -> page.controller().show(List.of(api, mail)));

        assertThat(columns()).contains("Process");
    }

    @Test
    void in_a_narrow_window_a_message_is_below_the_list() {
        Stage window = (Stage) page.root().getScene().getWindow();
        SplitPane split = (SplitPane) page.root().lookup(".split-pane");

        // The stage is shared by all tests of this program, and the main window keeps it wide.
        Snapshots.onFx(() -> window.setMinWidth(0));
        Snapshots.onFx(() -> window.setWidth(440));

        Snapshots.until(() -> split.getOrientation() == Orientation.VERTICAL);
        Snapshots.until(() -> split.getWidth() <= 440);
        Snapshots.onFx(() -> window.setWidth(960));
        Snapshots.until(() -> split.getOrientation() == Orientation.HORIZONTAL);
    }

    private List<String> columns() {
        TableView<?> table = (TableView<?>) page.root().lookup(".table-view");
        return table.getVisibleLeafColumns().stream().map(column -> column.getText()).toList();
    }

    @AfterEach
    void close() {
        Snapshots.onFx(page.controller()::close);
        assertThat(listeners).isEmpty();
    }

    @Test
    void bothDirectionsAreListedAndRead() {
        send(api, Map.of("type", "process:msg", "topic", "refresh", "data", Map.of("n", 1)));
        receive(api, Map.of("type", "prices:changed", "data", Map.of("EUR", 1.08, "GBP", 0.84)));
        receive(mail, "ready");
        Snapshots.until(() -> table().getItems().size() == 3);

        Snapshots.onFx(() -> table().getSelectionModel().select(0));
        assertThat(label("#message-title")).startsWith("→ to api (0) · refresh");
        assertThat(((TextArea) find("#message-read")).getText()).contains("  \"data\": {\n");
        Snapshots.onFx(() -> ((Button) find("#message-again")).fire());
        assertThat(again).hasSize(1);
        assertThat(again.getFirst()).startsWith("0 {").contains("topic=refresh");
        Snapshots.takeBoth(table().getScene(), "messages");
    }

    @Test
    void onlyTheChosenProcessesAreShown() {
        receive(api, 1);
        receive(mail, 2);
        Snapshots.onFx(() -> page.controller().show(List.of(mail)));
        Snapshots.until(() -> texts().equals(List.of("2")));
        Snapshots.onFx(() -> page.controller().show(List.of()));
        Snapshots.until(() -> texts().equals(List.of("1", "2")));
    }

    @Test
    void theFilterLooksAtTopicAndText() {
        receive(api, Map.of("type", "prices", "data", "Needle"));
        receive(api, Map.of("type", "needles", "data", 1));
        receive(api, Map.of("type", "orders", "data", 2));
        Snapshots.until(() -> table().getItems().size() == 3);

        type("needle");
        Snapshots.until(() -> table().getItems().size() == 2);
        type("nowhere");
        Snapshots.until(() -> table().getItems().isEmpty());
        assertThat(label("#messages-nothing")).isEqualTo("No message fits the filter.");
        Snapshots.onFx(() -> ((Button) table().lookup(".button")).fire());
        Snapshots.until(() -> table().getItems().size() == 3);
    }

    @Test
    void directionAndTopicAreChoices() {
        send(api, Map.of("type", "process:msg", "topic", "a", "data", 1));
        receive(api, Map.of("type", "b", "data", 1));
        receive(api, Map.of("type", "c", "data", 1));
        Snapshots.until(() -> subjects().equals(List.of("", "a", "b", "c")));

        Snapshots.onFx(() -> combo("#messages-direction").getSelectionModel().select(2));
        Snapshots.until(() -> table().getItems().size() == 2);
        Snapshots.onFx(() -> combo("#messages-subject").getSelectionModel().select(3));
        Snapshots.until(() -> table().getItems().size() == 1);
        receive(api, Map.of("type", "d", "data", 1));
        Snapshots.until(() -> subjects().size() == 5);
        assertThat(combo("#messages-subject").getValue()).isEqualTo("c");
        assertThat(table().getItems()).hasSize(1);
    }

    @Test
    void whatArrivesDuringAPauseIsCountedAndShownAfterwards() {
        receive(api, 1);
        Snapshots.until(() -> texts().equals(List.of("1")));
        Snapshots.onFx(() -> ((ToggleButton) find("#messages-pause")).setSelected(true));
        receive(api, 2);
        receive(api, 3);
        Snapshots.until(() -> label("#messages-pill").equals("2 arrived, show"));
        assertThat(texts()).containsExactly("1");

        Snapshots.onFx(() -> ((Button) find("#messages-pill")).fire());
        Snapshots.until(() -> texts().equals(List.of("1", "2", "3")));
        assertThat(find("#messages-pill").isVisible()).isFalse();
    }

    @Test
    void theListCanBeCleared() {
        receive(api, 1);
        Snapshots.until(() -> texts().equals(List.of("1")));
        Snapshots.onFx(() -> ((Button) find("#messages-clear")).fire());
        assertThat(table().getItems()).isEmpty();
        receive(api, 2);
        Snapshots.until(() -> texts().equals(List.of("2")));
    }

    @Test
    void aMessageIsComparedWithTheOneBeforeOfItsTopic() {
        receive(api, Map.of("type", "price", "data", List.of("EUR", 1.08)));
        receive(api, Map.of("type", "other", "data", 1));
        receive(api, Map.of("type", "price", "data", List.of("EUR", 1.09)));
        Snapshots.until(() -> table().getItems().size() == 3);
        Snapshots.onFx(
                () -> {
                    table().getSelectionModel().select(2);
                    ((TabPane) find("#message-tabs")).getSelectionModel().select(2);
                });
        assertThat(label("#message-compare-note")).endsWith("Lines added: 1, removed: 1.");
        assertThat(((ListView<?>) find("#message-compare")).getItems().toString())
                .contains("REMOVED, text=    1.08")
                .contains("ADDED, text=    1.09");
        Snapshots.takeBoth(table().getScene(), "messages-compare");
    }

    @Test
    void aLongTextIsFoldedAndCopiedWhole() {
        receive(api, Map.of("type", "blob", "data", "x".repeat(3000)));
        Snapshots.until(() -> table().getItems().size() == 1);
        Snapshots.onFx(() -> table().getSelectionModel().select(0));
        assertThat(((TextArea) find("#message-read")).getText())
                .contains("… 3,000 characters")
                .hasSizeLessThan(400);
        Snapshots.onFx(
                () -> {
                    ((Button) find("#message-copy")).fire();
                    assertThat(Clipboard.getSystemClipboard().getString())
                            .contains("x".repeat(3000));
                });
    }

    @Test
    void aFloodIsBoundedAndWhatWasLetGoIsCounted() {
        int many = 60_000;
        CompletableFuture<Void> flood =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < many; i++) {
                                receive(api, Map.of("type", "flood", "data", i));
                            }
                        });
        // The FX thread goes on meanwhile.
        Snapshots.pulses(5);
        flood.orTimeout(60, TimeUnit.SECONDS).join();
        Snapshots.until(
                () ->
                        !table().getItems().isEmpty()
                                && table().getItems().getLast().number() == many);
        assertThat(table().getItems()).hasSize(MessageLog.MAX_MESSAGES);
        assertThat(label("#messages-count")).isEqualTo("5,000 shown · 55,000 older ones let go");
    }

    @Test
    void actionsAreButtonsAndTheirReplyIsShown() {
        Snapshots.onFx(
                () ->
                        page.controller()
                                .offer(
                                        List.of(
                                                new CustomAction("flush", false, Optional.empty()),
                                                new CustomAction(
                                                        "level", true, Optional.of("its level")))));
        Snapshots.onFx(() -> ((Button) find("#run-level")).fire());
        assertThat(again).containsExactly("run level");
        assertThat(((Button) find("#run-level")).getText()).isEqualTo("level…");
        receive(
                api,
                Map.of(
                        "type",
                        "axm:reply",
                        "data",
                        Map.of("action_name", "level", "return", "debug")));
        Snapshots.until(() -> label("#messages-reply").equals("level answered \"debug\""));
        Snapshots.takeBoth(table().getScene(), "messages-actions");
        Snapshots.onFx(() -> ((Button) find("#run-flush")).fire());
        assertThat(label("#messages-reply")).isEqualTo("flush was asked, no answer yet");
        Snapshots.onFx(() -> ((Button) find("#run-level")).fire());
        assertThat(label("#messages-reply")).isEmpty();
        Snapshots.onFx(() -> page.controller().offer(List.of()));
        assertThat(find("#messages-actions").isVisible()).isFalse();
    }

    @Test
    void whileItIsNotOnTopItKeepsWhatComes() {
        Snapshots.onFx(() -> page.controller().setOnTop(false));
        receive(api, 1);
        Snapshots.pulses(20);
        assertThat(table().getItems()).isEmpty();
        Snapshots.onFx(() -> page.controller().setOnTop(true));
        assertThat(texts()).containsExactly("1");
    }

    private void receive(ProcessDescription from, Object message) {
        ProcessEvent event = new ProcessEvent.MessageReceived(from, message, AT);
        listeners.forEach(listener -> listener.accept(event));
    }

    private void send(ProcessDescription to, Object message) {
        ProcessEvent event = new ProcessEvent.MessageSent(to, message, AT);
        listeners.forEach(listener -> listener.accept(event));
    }

    private void type(String text) {
        Snapshots.onFx(() -> ((TextField) find("#messages-filter")).setText(text));
    }

    private List<String> texts() {
        return table().getItems().stream().map(IpcMessage::text).toList();
    }

    private List<?> subjects() {
        return List.copyOf(combo("#messages-subject").getItems());
    }

    private ComboBox<?> combo(String id) {
        return (ComboBox<?>) find(id);
    }

    @SuppressWarnings("unchecked")
    private TableView<IpcMessage> table() {
        return (TableView<IpcMessage>) find("#messages-table");
    }

    private String label(String id) {
        return ((Labeled) find(id)).getText();
    }

    private Node find(String id) {
        return Objects.requireNonNull(page.root().lookup(id), id);
    }
}
