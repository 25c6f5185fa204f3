package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.RunRecord;
import dev.drover.domain.Signal;
import dev.drover.testing.TemporaryFolders;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.model.ObservableProcess;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The page Why in the real window: real services end in all ways, a real supervisor tells. */
class WhyWalkUITest extends ApplicationTest {

    private static final RestartPolicy ONCE =
            new RestartPolicy(
                    false,
                    Duration.ofSeconds(1),
                    16,
                    Duration.ZERO,
                    Optional.empty(),
                    Set.of(),
                    Optional.empty());

    private Path folder;
    private Home home;
    private DroverWindow window;
    private ProcessManager client;

    @Override
    public void start(Stage stage) throws IOException {
        // Short, because a socket's path is limited to 107 bytes.
        folder = TemporaryFolders.create();
        home = new Home(folder.resolve("home"));
        window =
                new DroverWindow(
                        Residence.of(home),
                        System.getenv(),
                        settings(),
                        _ -> {},
                        new Themes(Theme.AUTO));
        window.prepare(stage).run();
        // Wide enough for the column with the link, which is made only where it is in sight.
        stage.setWidth(1180);
        stage.setHeight(760);
    }

    private Settings settings() {
        return Settings.read(folder.resolve("state"), System.getenv());
    }

    @AfterEach
    void endEverything() throws IOException {
        interact(
                () -> {
                    List.copyOf(Window.getWindows()).reversed().forEach(Window::hide);
                    window.close();
                });
        client.close();
        ProcessHandle supervisor =
                ProcessHandle.of(Long.parseLong(Files.readString(home.pidFile()).strip()))
                        .orElseThrow();
        supervisor.destroy();
        supervisor.onExit().join();
        TemporaryFolders.delete(folder);
    }

    @Test
    void saysWhyServicesEnded() throws IOException {
        connect();
        tellsOfACrash();
        followsWhatHappens();
        showsTheRunThatIsChosen();
        tellsOfASignal();
        tellsWhoHasThePort();
        stopsTheServiceThatHasThePort();
    }

    private void connect() {
        Pulses.await(
                "the supervisor runs",
                () -> text("#connection-text").filter("Supervisor running"::equals).isPresent());
        client = get(ProcessManagers.connect(home, "the test"));
    }

    private void tellsOfACrash() {
        startShell("crash", "echo 'starting'; echo 'Error: no database' >&2; exit 1");
        Pulses.await("the link is there", () -> link("crash").filter(Node::isVisible).isPresent());
        interact(link("crash").orElseThrow()::fire);
        Pulses.await("the page is on top", () -> find("#page").filter(shown()).isPresent());
        Pulses.await(
                "the sentence is there",
                () -> sentence().equals("It ended by itself with exit code 1: Error: no database"));
        assertThat(stderr()).isEqualTo("Error: no database");
        assertThat(facts()).contains("asked by the test", "exit code 1; by itself");
    }

    private void followsWhatHappens() {
        get(client.restart(Target.name("crash")));
        Pulses.await(
                "the second run is the first in the strip",
                () -> strip().getItems().size() == 2 && shownRun() == 2);
        assertThat(text("#series").orElseThrow()).startsWith("The last 2 runs failed");
    }

    private void showsTheRunThatIsChosen() {
        interact(() -> strip().requestFocus());
        push(KeyCode.RIGHT);
        Pulses.await("run 1 is shown", () -> shownRun() == 1);
        assertThat(facts()).anyMatch(fact -> fact.startsWith("Run 1 (pid "));
    }

    private void tellsOfASignal() {
        startShell("shot", "echo ready; while :; do read line; done");
        Pulses.await("it runs", () -> row("shot").pidProperty().get().isPresent());
        select("shot");
        Pulses.await("it goes on", () -> sentence().startsWith("It has not ended"));
        get(client.sendSignalToProcessName("shot", Signal.SIGKILL));
        Pulses.await(
                "the sentence is there",
                () ->
                        sentence()
                                .equals(
                                        "It was killed with SIGKILL by somebody else, not by"
                                                + " Drover."));
        assertThat(facts())
                .contains("signal SIGKILL (kill at once; cannot be handled); not sent by Drover");
    }

    private void tellsWhoHasThePort() throws IOException {
        try (ServerSocket mine = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            startNode("foreign", mine.getLocalPort());
            select("foreign");
            Pulses.await(
                    "the holder is named",
                    () ->
                            sentence()
                                    .startsWith(
                                            "Port %d is taken by pid %d "
                                                    .formatted(
                                                            mine.getLocalPort(),
                                                            ProcessHandle.current().pid())));
            assertThat(find("#copyPid").filter(shown())).isPresent();
            assertThat(find("#freePort").filter(shown())).isEmpty();
        }
    }

    private void stopsTheServiceThatHasThePort() {
        startNode("holder", 0);
        Pulses.await("it listens", () -> !row("holder").description().ports().isEmpty());
        int port = row("holder").description().ports().getFirst().port();
        startNode("blocked", port);
        select("blocked");
        Pulses.await(
                "the button is there",
                () ->
                        text("#freePort")
                                .filter("Stop holder and start"::equals)
                                .filter(_ -> shown().test(find("#freePort").orElseThrow()))
                                .isPresent());
        interact(((Button) find("#freePort").orElseThrow())::fire);
        Pulses.await("it asks", () -> buttons("Stop holder and start").count() == 2);
        Button yes =
                buttons("Stop holder and start")
                        .filter(one -> !"freePort".equals(one.getId()))
                        .findFirst()
                        .orElseThrow();
        interact(yes::fire);
        Pulses.await(
                "blocked has the port",
                () ->
                        row("holder").pidProperty().get().isEmpty()
                                && row("blocked").description().ports().stream()
                                        .anyMatch(one -> one.port() == port));
    }

    private void startShell(String name, String script) {
        startService(name, b -> b.args(List.of("-c", script)), "/bin/sh");
    }

    private void startNode(String name, int port) {
        String code = "require('net').createServer().listen(%d, '127.0.0.1')".formatted(port);
        startService(name, b -> b.args(List.of("node", "-e", code)), "/usr/bin/env");
    }

    private void startService(
            String name, UnaryOperator<ProcessSpec.Builder> options, String program) {
        ProcessSpec.Builder builder =
                ProcessSpec.builder(home.root(), name, Path.of(program))
                        .env(System.getenv())
                        .restart(ONCE);
        get(client.start(options.apply(builder).build()));
        Pulses.await("the row is there", () -> rows().anyMatch(one -> named(one, name)));
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(40, TimeUnit.SECONDS).join();
    }

    private Optional<Hyperlink> link(String name) {
        return all(".last-exit .why-link")
                .map(Hyperlink.class::cast)
                .filter(one -> isInRow(one, name))
                .findFirst();
    }

    private boolean isInRow(Node node, String name) {
        Node parent = node;
        while (parent != null
                && !(parent instanceof TableRow<?> row
                        && row.getItem() instanceof ObservableProcess process
                        && named(process, name))) {
            parent = parent.getParent();
        }
        return parent != null;
    }

    private static boolean named(ObservableProcess row, String name) {
        return row.nameProperty().get().equals(name);
    }

    private Stream<ObservableProcess> rows() {
        return List.copyOf(table().getItems()).stream();
    }

    private ObservableProcess row(String name) {
        return rows().filter(one -> named(one, name)).findFirst().orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private TableView<ObservableProcess> table() {
        return (TableView<ObservableProcess>) find("#process-table").orElseThrow();
    }

    private void select(String name) {
        interact(
                () ->
                        table().getSelectionModel()
                                .clearAndSelect(table().getItems().indexOf(row(name))));
    }

    @SuppressWarnings("unchecked")
    private ListView<RunRecord> strip() {
        return (ListView<RunRecord>) find("#runs").orElseThrow();
    }

    private int shownRun() {
        RunRecord run = strip().getSelectionModel().getSelectedItem();
        return run == null ? 0 : run.run();
    }

    private String sentence() {
        return text("#sentence").orElse("");
    }

    private String stderr() {
        return ((TextArea) find("#stderr").orElseThrow()).getText();
    }

    private List<String> facts() {
        return find("#facts").orElseThrow().lookupAll(".label").stream()
                .map(label -> ((Labeled) label).getText())
                .toList();
    }

    private static Predicate<Node> shown() {
        return node -> {
            Node one = node;
            while (one != null && one.isVisible()) {
                one = one.getParent();
            }
            return one == null;
        };
    }

    private static Stream<Button> buttons(String text) {
        return all(".button")
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(one -> text.equals(one.getText()));
    }

    private static Optional<Node> find(String id) {
        return all(id).findFirst();
    }

    /** Over all windows that show, the youngest first. */
    private static Stream<Node> all(String query) {
        return List.copyOf(Window.getWindows()).reversed().stream()
                .filter(w -> w.isShowing() && w.getScene() != null)
                .flatMap(w -> w.getScene().getRoot().lookupAll(query).stream());
    }

    private static Optional<String> text(String id) {
        return find(id).map(n -> ((Labeled) n).getText());
    }

    static {
        // The window is closed at the end; the toolkit must not end with it.
        Platform.setImplicitExit(false);
    }
}
