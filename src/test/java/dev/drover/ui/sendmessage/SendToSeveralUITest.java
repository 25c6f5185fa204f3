package dev.drover.ui.sendmessage;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;

import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.Target;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.testing.WindowTest;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.RealSupervisor;

import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.Start;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One message to several processes: real services of a real supervisor. */
@ExtendWith(WindowTest.class)
class SendToSeveralUITest {

    /** Answers each message with its own id, except one that is to be answered by nobody. */
    private static final String ECHO =
            """
            process.on('message', packet => {
              if (packet.topic !== 'quiet') {
                process.send({type: 'process:msg', topic: packet.topic,
                              data: {got: packet.id ?? packet}});
              }
              if (packet.topic === 'leave') process.disconnect();
            });
            console.log('ready');
            setInterval(() => {}, 1000);
            """;

    @RegisterExtension private static final RealSupervisor supervisor = new RealSupervisor();

    @TempDir private Path stateFolder;
    private Locale before;
    private Stage owner;
    private SendMessageDialog dialog;
    private Parent root;

    /** The real channel, by the client. */
    private record ByClient(ProcessManager manager) implements MessageSender {

        @Override
        public CompletableFuture<Void> sendPacket(
                int id, String type, String topic, @Nullable Object data) {
            return manager.sendDataToProcessId(id, type, topic, data);
        }

        @Override
        public CompletableFuture<Void> sendRaw(int id, @Nullable Object message) {
            return manager.sendMessage(id, message);
        }

        @Override
        public Subscription subscribe(Consumer<ProcessEvent> listener) {
            Bus bus = manager.launchBus().join();
            bus.onEvent(listener);
            return bus::close;
        }
    }

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        owner = stage;
        stage.setScene(new Scene(new Pane(), 1100, 800));
        stage.show();
    }

    @BeforeEach
    void inEnglish() {
        before = Locale.getDefault();
    }

    @AfterEach
    void close() throws Exception {
        Snapshots.onFx(() -> dialog.close());
        dialog.saved().join();
        Locale.setDefault(before);
    }

    /** Three of api, and web in another namespace; the third of api is stopped. */
    private List<ProcessDescription> services() throws Exception {
        supervisor.node("api", "shop", ECHO);
        ProcessManager manager = supervisor.manager();
        List<ProcessDescription> api = manager.scale("api", 3).get();
        supervisor.awaitOutput("ready");
        supervisor.awaitOutput("ready");
        supervisor.node("web", "front", ECHO);
        supervisor.waiting("sleeper");
        manager.stop(Target.id(api.getLast().id())).get();
        return manager.list().get();
    }

    private void show(List<ProcessDescription> all, List<Integer> ids) {
        Snapshots.onFx(
                () -> {
                    dialog =
                            new SendMessageDialog(
                                    new ByClient(supervisor.manager()), stateFolder, _ -> {});
                    dialog.show(owner, all, ids);
                });
        root =
                Window.getWindows().stream()
                        .map(Window::getScene)
                        .filter(scene -> scene != null && scene.getRoot().lookup("#editor") != null)
                        .map(Scene::getRoot)
                        .findFirst()
                        .orElseThrow();
    }

    private static int id(List<ProcessDescription> all, String name, int which) {
        return all.stream().filter(p -> p.name().equals(name)).toList().get(which).id();
    }

    @Test
    void eachInstanceGetsItsOwnPacketAndTheSumNamesWhoIsDown() throws Exception {
        List<ProcessDescription> all = services();
        int down = id(all, "api", 2);
        show(all, List.of(id(all, "api", 0)));
        scope("INSTANCES");
        fill("refresh", "{}");

        assertThat(text("#goes-to"))
                .isEqualTo(
                        "To 2: api · %d, api · %d".formatted(id(all, "api", 0), id(all, "api", 1)));
        assertThat(text("#reason"))
                .isEqualTo("These cannot receive it: api · %d (not running)".formatted(down));
        send();

        Snapshots.until(() -> text("#state").contains("answered by 2"));
        assertThat(text("#state"))
                .startsWith("✕ written 2 of 3, answered by 2 (last after ")
                .endsWith("; api · %d: not running".formatted(down));
        assertThat(answers()).containsExactlyInAnyOrder(id(all, "api", 0), id(all, "api", 1));
        assertThat(history()).hasSize(1);
        assertThat(history().getFirst().receipts()).hasSize(3);
        Snapshots.pulses(3);
        assertThat(root.lookupAll("#history .message-brief"))
                .filteredOn(node -> ((Label) node).getText().startsWith("✕"))
                .allSatisfy(node -> assertThat(((Label) node).getHeight()).isGreaterThan(35))
                .extracting(node -> ((Label) node).getText())
                .containsOnly(
                        "✕ written 2 of 3\nanswered by 2\napi · %d: not running".formatted(down));
        Snapshots.takeBoth(root.getScene(), "send-message-instances");
    }

    @Test
    void theNamespaceIsAllThatHaveAChannelInIt() throws Exception {
        List<ProcessDescription> all = services();
        show(all, List.of(id(all, "web", 0)));
        assertThat(item("NAMESPACE").isDisable()).isTrue();
        assertThat(item("NAMESPACE").getText()).contains("fewer than two");
        Snapshots.onFx(() -> dialog.show(owner, all, List.of(id(all, "api", 0))));
        scope("NAMESPACE");
        fill("refresh", "{}");
        send();

        Snapshots.until(() -> text("#state").contains("answered by 2"));
        // The one that is stopped has no channel, so it is not meant.
        assertThat(text("#state")).startsWith("✓ written 2 of 2");
        assertThat(text("#reason")).contains("api · " + id(all, "api", 2) + " (not running)");
        assertThat(answers()).containsExactlyInAnyOrder(id(all, "api", 0), id(all, "api", 1));
    }

    @Test
    void theSelectedOnesGetItAndWhoCannotIsNamedBefore() throws Exception {
        List<ProcessDescription> all = services();
        int sleeper = id(all, "sleeper", 0);
        show(all, List.of(id(all, "api", 1), id(all, "web", 0), sleeper));
        fill("refresh", "{}");

        assertThat(((MenuButton) find("#scope")).getText()).isEqualTo("The 3 selected");
        assertThat(text("#reason")).contains("sleeper · " + sleeper + " (no IPC channel)");
        send();

        Snapshots.until(() -> text("#state").contains("answered by 2"));
        assertThat(text("#state"))
                .startsWith("✕ written 2 of 3")
                .endsWith("; sleeper · " + sleeper + ": no IPC channel");
        assertThat(answers()).containsExactlyInAnyOrder(id(all, "api", 1), id(all, "web", 0));
    }

    @Test
    void whatIsWrittenButNotAnsweredIsNotCalledAnswered() throws Exception {
        List<ProcessDescription> all = services();
        show(all, List.of(id(all, "api", 0), id(all, "web", 0)));
        fill("quiet", "{}");
        send();

        Snapshots.until(() -> text("#state").equals("✓ written 2 of 2"));

        supervisor.manager().stop(Target.name("web")).get();
        Snapshots.until(
                () ->
                        text("#state")
                                .equals(
                                        "✓ written 2 of 2, ended before an answer: web · "
                                                + id(all, "web", 0)));
    }

    @Test
    void whoseChannelIsClosedMeanwhileIsNamedWithTheReason() throws Exception {
        List<ProcessDescription> all = services();
        show(all, List.of(id(all, "api", 0), id(all, "web", 0)));
        supervisor.manager().sendDataToProcessId(id(all, "web", 0), "t", "leave", 1).get();
        supervisor.awaitChange(all.get(3), p -> !p.ipc());

        // The list of the window is older than that.
        fill("refresh", "{}");
        send();

        Snapshots.until(() -> text("#state").contains("answered by 1"));
        assertThat(text("#state"))
                .startsWith("✕ written 1 of 2")
                .contains("; web · " + id(all, "web", 0) + ": web ");
    }

    @Test
    void aRawMessageIsTheSameForAll() throws Exception {
        List<ProcessDescription> all = services();
        show(all, List.of(id(all, "api", 0), id(all, "web", 0)));
        Snapshots.onFx(() -> ((ToggleButton) find("#rawMode")).setSelected(true));
        fill("", "\"hello\"");
        assertThat(text("#preview")).isEqualTo("\"hello\"");
        assertThat(text("#preview-heading")).contains("each of 2 channels");
        send();

        Snapshots.until(() -> text("#state").contains("a message from 2"));
    }

    @Test
    void thePreviewAndTheCopyHaveALineForEach() throws Exception {
        List<ProcessDescription> all = services();
        int api = id(all, "api", 0);
        int web = id(all, "web", 0);
        show(all, List.of(api, web));
        fill("refresh", "{}");
        String lines =
                List.of(api, web).stream()
                        .map(
                                id ->
                                        "{\"id\":%d,\"type\":\"process:msg\",\"topic\":\"refresh\",\"data\":{}}"
                                                .formatted(id))
                        .collect(Collectors.joining("\n"));

        assertThat(text("#preview")).isEqualTo(lines);
        assertThat(text("#preview-heading")).contains("2 lines");
        Snapshots.onFx(() -> ((Button) find("#copyPreview")).fire());
        Snapshots.onFx(
                () -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo(lines));
    }

    @Test
    void itIsRepeatedToAllOfThemOnOneLineOfTheHistory() throws Exception {
        List<ProcessDescription> all = services();
        show(all, List.of(id(all, "api", 0)));
        scope("INSTANCES");
        fill("refresh", "{}");
        Snapshots.onFx(
                () -> {
                    ((TextField) find("#repeat-times")).setText("3");
                    ((TextField) find("#repeat-millis")).setText("10");
                    ((Button) find("#repeat-toggle")).fire();
                });

        Snapshots.until(() -> answers().size() == 6);
        assertThat(history()).hasSize(1);
        assertThat(history().getFirst().times()).isEqualTo(3);
    }

    @Test
    void theHistoryOfAnEarlierWindowKnowsWhomItWasFor() throws Exception {
        List<ProcessDescription> all = services();
        show(all, List.of(id(all, "api", 0), id(all, "web", 0)));
        fill("refresh", "{}");
        send();
        scope("INSTANCES");
        send();
        Snapshots.onFx(() -> dialog.close());
        dialog.saved().join();
        show(all, List.of(id(all, "sleeper", 0)));
        Snapshots.until(() -> history().size() == 2);

        reuse(1);
        assertThat(((MenuButton) find("#scope")).getText()).isEqualTo("The 2 selected");
        assertThat(text("#goes-to")).contains("api · ").contains("web · ");
        reuse(0);
        assertThat(((MenuButton) find("#scope")).getText()).isEqualTo("All 3 instances");
    }

    @Test
    void anotherProcessOfTheListIsMeantAloneAndNotTheSelectedOnes() throws Exception {
        List<ProcessDescription> all = services();
        show(all, List.of(id(all, "api", 0), id(all, "web", 0)));
        Snapshots.onFx(() -> target().setValue(all.get(1)));

        assertThat(((MenuButton) find("#scope")).getText()).isEqualTo("Only this process");
        assertThat(find("#goes-to").isVisible()).isFalse();
    }

    @Test
    void anInstanceThatComesUpMeanwhileIsOneOfThem() throws Exception {
        List<ProcessDescription> all = services();
        show(all, List.of(id(all, "api", 0)));
        scope("INSTANCES");
        assertThat(text("#goes-to")).startsWith("To 2: ");

        supervisor.manager().start(Target.id(id(all, "api", 2))).get();
        supervisor.awaitOutput("ready");
        List<ProcessDescription> now = supervisor.manager().list().get();
        Snapshots.onFx(() -> dialog.setProcesses(now));

        assertThat(text("#goes-to")).startsWith("To 3: ");
        assertThat(find("#reason").isVisible()).isFalse();
    }

    @Test
    void theWordsAreThoseOfTheUsersLanguage() throws Exception {
        List<ProcessDescription> all = services();
        for (String language : List.of("ru", "zh")) {
            Locale.setDefault(Locale.of(language));
            show(all, List.of(id(all, "api", 0), id(all, "api", 1), id(all, "api", 2)));
            fill("refresh", "{}");
            send();
            String answered = language.equals("ru") ? "ответили: 2" : "2 个已回复";
            Snapshots.until(() -> text("#state").contains(answered));
            Snapshots.pulses(3);
            Node button = find("#scope");
            assertThat(button.localToScene(button.getBoundsInLocal()).getMaxX())
                    .isLessThan(root.getScene().getWidth());
            Snapshots.takeBoth(root.getScene(), "send-message-several-" + language);
            Snapshots.onFx(() -> dialog.close());
            dialog.saved().join();
        }
    }

    private void scope(String name) {
        Snapshots.onFx(() -> item(name).fire());
    }

    private RadioMenuItem item(String name) {
        return ((MenuButton) find("#scope"))
                .getItems().stream()
                        .filter(item -> ("scope-" + name).equals(item.getId()))
                        .map(RadioMenuItem.class::cast)
                        .findFirst()
                        .orElseThrow();
    }

    /** Which ids the services have got that answered. */
    private List<Integer> answers() {
        return ((ListView<?>) find("#received"))
                .getItems().stream()
                        .map(ProcessEvent.MessageReceived.class::cast)
                        .map(message -> message.process().id())
                        .toList();
    }

    private void reuse(int row) {
        ListView<?> list = (ListView<?>) find("#history");
        Snapshots.onFx(
                () -> {
                    list.getSelectionModel().select(row);
                    Objects.requireNonNull(list.getOnMouseClicked()).handle(null);
                });
    }

    @SuppressWarnings("unchecked")
    private List<SentMessage> history() {
        return ((ListView<SentMessage>) find("#history")).getItems();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<ProcessDescription> target() {
        return (ComboBox<ProcessDescription>) find("#target");
    }

    private void send() {
        Snapshots.onFx(() -> ((Button) find("#send")).fire());
    }

    private void fill(String topic, String json) {
        Snapshots.onFx(
                () -> {
                    ((TextField) find("#topic")).setText(topic);
                    ((TextInputControl) find("#editor")).setText(json);
                });
    }

    private Node find(String id) {
        return Objects.requireNonNull(root.lookup(id), id);
    }

    private String text(String id) {
        return ((Label) find(id)).getText();
    }
}
