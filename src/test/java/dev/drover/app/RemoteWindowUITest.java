package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.client.ssh.LoopbackSshd;
import dev.drover.client.ssh.RemoteHome;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.TemporaryFolders;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.model.ObservableProcess;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.framework.junit5.ApplicationTest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The window of a home behind a real sshd. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RemoteWindowUITest extends ApplicationTest {

    private Path folder;
    private Stage stage;
    private LoopbackSshd sshd;
    private Daemon daemon;
    private DroverWindow window;
    private RemoteHomes homes;

    @Override
    public void start(Stage primary) throws IOException {
        // Short, because a socket's path is limited to 107 bytes.
        folder = TemporaryFolders.create();
        stage = primary;
    }

    @AfterEach
    void endEverything() throws Exception {
        interact(
                () -> {
                    List.copyOf(Window.getWindows()).reversed().forEach(Window::hide);
                    if (window != null) {
                        window.close();
                    }
                });
        if (window != null) {
            window.kept().join();
        }
        if (daemon != null) {
            try (ProcessManager last = ProcessManagers.connect(home()).get()) {
                last.killDaemon().get();
            }
            daemon.awaitEnd();
        }
        if (sshd != null) {
            sshd.close();
        }
        TemporaryFolders.delete(folder);
    }

    private Home home() {
        return new Home(folder.resolve("user/.drover"));
    }

    private void startSshd() throws Exception {
        Files.createDirectories(folder.resolve("user"));
        sshd =
                LoopbackSshd.start(
                        folder.resolve("sshd"),
                        Map.of("HOME", folder.resolve("user").toString(), "PATH", "/usr/bin:/bin"));
    }

    private ProcessManager startSupervisor() throws Exception {
        daemon = Daemon.open(home(), DaemonOptions.DEFAULT);
        return ProcessManagers.connect(home()).get();
    }

    private void start(ProcessManager manager, String name) throws Exception {
        manager.start(
                        ProcessSpec.builder(home().root(), name, Path.of("/bin/sh"))
                                .args(
                                        List.of(
                                                "-c",
                                                "echo hello from " + name + "; exec sleep 1000"))
                                .env(Map.of("PATH", "/usr/bin:/bin"))
                                .build())
                .get();
    }

    private void open(String destination) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("DROVER_SSH", sshd.program().toString());
        environment.put(
                "XDG_RUNTIME_DIR", Files.createDirectories(folder.resolve("run")).toString());
        Path state = folder.resolve("state");
        RemoteHome remote = RemoteHome.parse(destination, "~/.drover").orElseThrow();
        interact(
                () -> {
                    homes = new RemoteHomes(state, Thread::startVirtualThread, FxThread.EXECUTOR);
                    window =
                            new DroverWindow(
                                    Residence.of(remote, state),
                                    environment,
                                    Settings.read(state, environment),
                                    _ -> {},
                                    new Themes(Theme.AUTO));
                    window.offer(
                            new KnownHomes(
                                    new LocalHomes(
                                            state, Thread::startVirtualThread, FxThread.EXECUTOR),
                                    homes),
                            _ -> {});
                    window.prepare(stage).run();
                    stage.setWidth(1000);
                    stage.setHeight(700);
                });
    }

    @Test
    void showsActsReadsLogsAndComesBackWithoutStaleRows() throws Exception {
        startSshd();
        try (ProcessManager there = startSupervisor()) {
            start(there, "api");
            start(there, "old");
            open("box");
            Pulses.await("both run", () -> rows().size() == 2);
            assertThat(stage.getTitle()).isEqualTo("Drover — box ~/.drover");
            assertThat(homes.entries().getFirst().state()).isEqualTo(RemoteHomes.State.CONNECTED);
            assertThat(homeLine()).contains("box ~/.drover: connected");

            interact(() -> table().getSelectionModel().select(row("api")));
            Pulses.await("its log is shown", () -> log().contains("hello from api"));
            assertThat(item("Open folder").getText()).contains("another machine");
            assertThat(item("Start a process").isDisable()).isTrue();
            interact(item("Stop")::fire);
            Pulses.await(
                    "it is stopped",
                    () -> row("api").statusProperty().get() == ProcessStatus.STOPPED);

            sshd.kill();
            Pulses.await("it is lost", () -> connection().equals("Not connected"));
            Pulses.await("it says why", () -> bar().contains("box cannot be reached"));
            assertThat(find("#button-START_SUPERVISOR").orElseThrow().isVisible()).isFalse();
            there.delete(Target.name("old")).get();
            start(there, "new");
            sshd.launch();
            Pulses.await("it is back", () -> connection().equals("Supervisor running"));
            assertThat(rows())
                    .extracting(r -> r.nameProperty().get())
                    .containsExactlyInAnyOrder("api", "new");
        }
    }

    @Test
    void withoutASupervisorTheWindowSaysSoAndShowsTheOneThatComes() throws Exception {
        startSshd();
        Files.createDirectories(home().root());
        open("box");
        Pulses.await(
                "it says so",
                () -> bar().contains("No supervisor answers in " + home().root() + " on box"));
        assertThat(find("#button-START_SUPERVISOR").orElseThrow().isVisible()).isTrue();
        interact(((Button) find("#button-START_SUPERVISOR").orElseThrow())::fire);
        Pulses.await(
                "there is none to start",
                () ->
                        all(".notification")
                                .map(Node::getAccessibleText)
                                .anyMatch(said -> said.contains("no drover on the PATH of box")));
        startSupervisor().close();
        Pulses.await("it is found", () -> connection().equals("Supervisor running"));
        Pulses.await(
                "no other is offered",
                () -> !find("#button-START_SUPERVISOR").orElseThrow().isVisible());
    }

    @Test
    void connectingIsCancelledAndTriedAgain() throws Exception {
        startSshd();
        startSupervisor().close();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            open("127.0.0.1:" + silent.getLocalPort());
            Pulses.await("it says what it does", () -> bar().contains("Logging in to 127.0.0.1"));
            silent.accept();
            interact(((Button) find("#button-DISCONNECT").orElseThrow())::fire);
            Pulses.await("it has stopped", () -> bar().contains("You have closed the connection"));
            assertThat(connection()).isEqualTo("Not connected");
            interact(((Button) find("#button-RECONNECT").orElseThrow())::fire);
            Pulses.await("it tries again", () -> bar().contains("Logging in to 127.0.0.1"));
        }
    }

    @Test
    void disconnectingFromTheMenuLasts() throws Exception {
        startSshd();
        startSupervisor().close();
        open("box");
        Pulses.await("it is there", () -> connection().equals("Supervisor running"));
        interact(item("Disconnect")::fire);
        Pulses.await("it has ended", () -> bar().contains("You have closed the connection to box"));
        assertThat(homes.entries().getFirst().state()).isEqualTo(RemoteHomes.State.LOST);
        interact(((Button) find("#button-RECONNECT").orElseThrow())::fire);
        Pulses.await("it is there again", () -> connection().equals("Supervisor running"));
    }

    @SuppressWarnings("unchecked")
    private TableView<ObservableProcess> table() {
        return (TableView<ObservableProcess>) find("#process-table").orElseThrow();
    }

    private List<ObservableProcess> rows() {
        return List.copyOf(table().getItems());
    }

    private ObservableProcess row(String name) {
        return rows().stream()
                .filter(r -> r.nameProperty().get().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String connection() {
        return text("#connection-text");
    }

    private String bar() {
        return text("#connection-reason");
    }

    private String homeLine() {
        return all("#homes .home")
                .map(Node::getAccessibleText)
                .reduce("", (before, next) -> before + next + "\n");
    }

    private String log() {
        ((MenuButton) find("#menuButton").orElseThrow())
                .getItems().stream()
                        .filter(item -> "Copy visible log".equals(item.getText()))
                        .forEach(MenuItem::fire);
        String text = Clipboard.getSystemClipboard().getString();
        return text == null ? "" : text;
    }

    private MenuItem item(String text) {
        return lookup(".menu-bar").queryAs(MenuBar.class).getMenus().stream()
                .flatMap(menu -> menu.getItems().stream())
                .filter(i -> i.getText() != null && i.getText().startsWith(text))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String id) {
        return find(id).map(n -> ((Labeled) n).getText()).orElse("");
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
}
