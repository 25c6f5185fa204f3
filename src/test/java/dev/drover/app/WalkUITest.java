package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.TemporaryFolders;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.testing.Screens;

import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The walk of a new user: from the empty window to "Quit and stop everything", with real services.
 */
class WalkUITest extends ApplicationTest {

    private Path folder;
    private DroverWindow window;
    private FxWatch watch;
    private Stage stage;
    private final List<String> opened = new ArrayList<>();

    @Override
    public void start(Stage primary) throws IOException {
        // Short, because a socket's path is limited to 107 bytes.
        folder = TemporaryFolders.create();
        stage = primary;
        watch = new FxWatch("WalkUITest.settings");
        open();
    }

    private Settings settings() {
        return Settings.read(folder.resolve("state"), System.getenv());
    }

    private void open() {
        window =
                new DroverWindow(
                        Residence.of(new Home(folder.resolve("home"))),
                        System.getenv(),
                        settings(),
                        opened::add,
                        new Themes(Theme.AUTO));
        window.prepare(stage).run();
        stage.setWidth(1000);
        stage.setHeight(760);
    }

    @AfterEach
    void endEverything() throws IOException {
        interact(
                () -> {
                    List.copyOf(Window.getWindows()).reversed().forEach(Window::hide);
                    window.close();
                });
        watch.close();
        window.kept().join();
        Path pidFile = new Home(folder.resolve("home")).pidFile();
        if (Files.exists(pidFile)) {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            ProcessHandle.of(pid)
                    .ifPresent(
                            supervisor -> {
                                supervisor.destroy();
                                supervisor.onExit().join();
                            });
        }
        TemporaryFolders.delete(folder);
    }

    @Test
    void aNewUserWalksThroughTheWindow() throws IOException {
        startsTheDemo();
        readsTheLog();
        stopsStartsAndRestartsByMenu();
        restartsByKeyWhereOnlyTheDockIsSeen();
        sendsAMessageAndReadsTheAnswer();
        startsAProcessAfterAMistake();
        findsInTheLogAndFiltersTheList();
        actsOnSeveralProcesses();
        killsATree();
        closesAndOpensAgain();
        quitsAndStopsEverything();
        assertThat(watch.found()).isEmpty();
    }

    private void startsTheDemo() throws IOException {
        Pulses.await(
                "the supervisor runs",
                () -> text("#connection-text").filter("Supervisor running"::equals).isPresent());
        assertThat(find("#empty-state").orElseThrow().isVisible()).isTrue();
        assertThat(find("#button-START_SUPERVISOR").orElseThrow().isVisible()).isFalse();
        snap("walk-empty");
        fire(button("Try the demo"));
        Pulses.await(
                "four services run",
                () -> rows().stream().filter(WalkUITest::isOnline).count() == 4);
        assertThat(rows()).extracting(r -> r.namespaceProperty().get()).containsOnly("demo");
        Pulses.await("memory is shown", () -> row("web").memoryProperty().get() > 0);
    }

    private void readsTheLog() throws IOException {
        select("chatty");
        Pulses.await("the log is shown", () -> logText().contains("request 4 answered"));
        assertThat(logText()).contains("WARN").doesNotContain("\u001b");
        snap("walk-log");
    }

    private void stopsStartsAndRestartsByMenu() throws IOException {
        select("stubborn");
        choose("Stop");
        Pulses.await("stubborn is stopped", () -> status("stubborn") == ProcessStatus.STOPPED);
        assertThat(row("stubborn").lastExitProperty().get()).isPresent();
        choose("Start");
        Pulses.await("stubborn runs", () -> status("stubborn") == ProcessStatus.ONLINE);

        select("web");
        long before = pid("web");
        choose("Restart");
        Pulses.await("web has another pid", () -> isOnline(row("web")) && pid("web") != before);

        long killed = pid("web");
        chooseSignal("SIGKILL");
        Pulses.await("web came back", () -> isOnline(row("web")) && pid("web") != killed);
        assertThat(item("Start").isDisable()).isTrue();
        assertThat(item("Start").getText()).contains("web is running");
    }

    private void restartsByKeyWhereOnlyTheDockIsSeen() {
        select("web");
        // The table is not in the window when only the dock is.
        ObservableProcess web = row("web");
        long before = pid("web");
        push(KeyCode.F8);
        push(KeyCode.CONTROL, KeyCode.R);
        Pulses.await(
                "web has another pid",
                () -> isOnline(web) && web.pidProperty().get().orElse(0) != before);
        push(KeyCode.F8);
    }

    private void sendsAMessageAndReadsTheAnswer() throws IOException {
        Pulses.await("web has a channel", () -> row("web").ipcProperty().get());
        choose("Send message");
        Pulses.await("the message dialog is open", () -> find("#editor").isPresent());
        interact(
                () -> {
                    input("#topic").setText("walk");
                    input("#editor").setText("{\"question\": ");
                });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(text("#problem").orElseThrow()).isNotBlank();
        assertThat(find("#send").orElseThrow().isDisabled()).isTrue();
        interact(() -> input("#editor").setText("{\"question\": 42}"));
        Pulses.await("it can be sent", () -> !find("#send").orElseThrow().isDisabled());
        fire((Button) find("#send").orElseThrow());
        Pulses.await(
                "the answer is shown",
                () ->
                        find("#received")
                                .map(n -> ((ListView<?>) n).getItems().toString())
                                .filter(s -> s.contains("hello back"))
                                .isPresent());
        snap("walk-message");
        fire((Button) find("#closeButton").orElseThrow());
    }

    private void startsAProcessAfterAMistake() throws IOException {
        fire(button("New"));
        Pulses.await("the form is open", () -> find("#what").isPresent());
        interact(() -> input("#what").setText("no-such-program-xyz"));
        fire((Button) find("#start").orElseThrow());
        Pulses.await(
                "the mistake is said beside the field",
                () ->
                        text("#whatProblem")
                                .filter(t -> t.contains("no-such-program-xyz"))
                                .isPresent());
        assertThat(rows()).hasSize(4);
        snap("walk-start");
        interact(
                () -> {
                    input("#what").setText("sleep");
                    input("#arguments").setText("1000");
                    input("#name").setText("sleeper");
                });
        fire((Button) find("#start").orElseThrow());
        Pulses.await(
                "the fifth service runs", () -> rows().size() == 5 && isOnline(row("sleeper")));
    }

    private void findsInTheLogAndFiltersTheList() {
        select("chatty");
        Pulses.await("the log is shown", () -> logText().contains("request 4 answered"));
        fire((Button) find("#findButton").orElseThrow());
        interact(() -> input("#field").setText("request \\d+ answered"));
        interact(() -> ((ToggleButton) find("#regexToggle").orElseThrow()).fire());
        Pulses.await(
                "hits are counted",
                () -> text("#count").filter(t -> t.matches("\\d+ hits?\\+?")).isPresent());
        interact(() -> input("#filter-field").setText("!demo"));
        Pulses.await("only the sleeper is shown", () -> rows().size() == 1);
        interact(() -> input("#filter-field").setText(""));
        Pulses.await("all are shown", () -> rows().size() == 5);
    }

    private void actsOnSeveralProcesses() {
        select("stubborn", "sleeper");
        choose("Stop 2 processes");
        Pulses.await(
                "both are stopped",
                () ->
                        status("stubborn") == ProcessStatus.STOPPED
                                && status("sleeper") == ProcessStatus.STOPPED);
        assertThat(item("Send message").isDisable()).isTrue();
        select("stubborn");
        choose("Delete from list");
        Pulses.await("it asks", () -> button("Delete stubborn") != null);
        fire(button("Delete stubborn"));
        Pulses.await("the row is gone", () -> rows().size() == 4);
        select("sleeper");
        choose("Start");
        Pulses.await("sleeper runs", () -> isOnline(row("sleeper")));
        choose("Open folder");
        assertThat(opened).hasSize(1);
    }

    private void killsATree() {
        select("sleeper");
        long pid = pid("sleeper");
        choose("Kill tree now");
        Pulses.await("it asks", () -> button("Kill sleeper") != null);
        fire(button("Kill sleeper"));
        Pulses.await("it is stopped", () -> status("sleeper") == ProcessStatus.STOPPED);
        assertThat(ChildProcesses.find(pid)).isEmpty();
        choose("Start");
        Pulses.await("it runs again", () -> isOnline(row("sleeper")));
    }

    private void closesAndOpensAgain() {
        Map<String, Long> before = pids();
        interact(
                () -> {
                    stage.hide();
                    window.close();
                });
        assertThat(before.values()).allMatch(p -> ChildProcesses.find(p).isPresent());
        interact(this::open);
        Pulses.await("the services are there again", () -> rows().size() == 4);
        assertThat(pids()).isEqualTo(before);
        select("chatty");
        Pulses.await("the log is there again", () -> logText().contains("request 4 answered"));
    }

    private void quitsAndStopsEverything() {
        Map<String, Long> before = pids();
        select("sleeper");
        MenuItem quit =
                menuItems()
                        .filter(i -> startsWith(i, "Quit and stop everything"))
                        .findFirst()
                        .orElseThrow();
        interact(quit::fire);
        Pulses.await("it asks", () -> button("Stop everything") != null);
        List<CompletableFuture<ProcessHandle>> ends =
                before.values().stream()
                        .flatMap(pid -> ProcessHandle.of(pid).stream())
                        .map(ProcessHandle::onExit)
                        .toList();
        fire(button("Stop everything"));
        assertThat(ends).hasSize(before.size());
        ends.forEach(end -> end.orTimeout(30, TimeUnit.SECONDS).join());
        Pulses.await("the window is closed", () -> !stage.isShowing());
        interact(window::close);
        interact(this::open);
        Pulses.await("the list is there again", () -> rows().size() == 4);
        assertThat(rows()).allMatch(r -> r.statusProperty().get() == ProcessStatus.STOPPED);
    }

    private Map<String, Long> pids() {
        Map<String, Long> pids = new HashMap<>();
        rows().stream()
                .filter(r -> !r.nameProperty().get().equals("crashy"))
                .forEach(
                        r -> pids.put(r.nameProperty().get(), r.pidProperty().get().orElseThrow()));
        return pids;
    }

    private static boolean isOnline(ObservableProcess row) {
        return row.statusProperty().get() == ProcessStatus.ONLINE;
    }

    private ProcessStatus status(String name) {
        return row(name).statusProperty().get();
    }

    private long pid(String name) {
        return row(name).pidProperty().get().orElse(0);
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

    private void select(String... names) {
        interact(
                () -> {
                    table().getSelectionModel().clearSelection();
                    for (String name : names) {
                        table().getSelectionModel().select(row(name));
                    }
                });
    }

    /** Opens the table's context menu as a right-click does, and gives an item of it or below. */
    private MenuItem item(String text) {
        Function<ContextMenu, Optional<MenuItem>> search =
                menu ->
                        menu.getItems().stream()
                                .flatMap(WalkUITest::withItsItems)
                                .filter(i -> startsWith(i, text))
                                .findFirst();
        openMenu();
        MenuItem found = search.apply(table().getContextMenu()).orElseThrow();
        interact(() -> table().getContextMenu().hide());
        return found;
    }

    private static Stream<MenuItem> withItsItems(MenuItem item) {
        return item instanceof Menu menu
                ? Stream.concat(Stream.of(item), menu.getItems().stream())
                : Stream.of(item);
    }

    private void openMenu() {
        interact(
                () -> {
                    Bounds bounds = table().localToScreen(table().getBoundsInLocal());
                    Event.fireEvent(
                            table(),
                            new ContextMenuEvent(
                                    ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                                    60,
                                    60,
                                    bounds.getMinX() + 60,
                                    bounds.getMinY() + 60,
                                    true,
                                    null));
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void choose(String text) {
        MenuItem chosen = item(text);
        assertThat(chosen.isDisable()).as(chosen.getText()).isFalse();
        interact(chosen::fire);
    }

    private void chooseSignal(String name) {
        Menu signals = (Menu) item("Send signal");
        MenuItem signal =
                signals.getItems().stream()
                        .filter(i -> startsWith(i, name))
                        .findFirst()
                        .orElseThrow();
        interact(signal::fire);
    }

    private Stream<MenuItem> menuItems() {
        return lookup(".menu-bar").queryAs(MenuBar.class).getMenus().stream()
                .flatMap(menu -> menu.getItems().stream());
    }

    private static boolean startsWith(MenuItem item, String text) {
        return item.getText() != null && item.getText().startsWith(text);
    }

    private Button button(String text) {
        Predicate<Node> fits =
                n -> n instanceof Button b && text.equals(b.getText()) && b.isVisible();
        return (Button) all(".button").filter(fits).findFirst().orElse(null);
    }

    private void fire(Button button) {
        interact(button::fire);
    }

    private Optional<Node> find(String id) {
        return all(id).findFirst();
    }

    /** Over all windows that show, the youngest first. */
    private static Stream<Node> all(String query) {
        return List.copyOf(Window.getWindows()).reversed().stream()
                .filter(w -> w.isShowing() && w.getScene() != null)
                .flatMap(w -> w.getScene().getRoot().lookupAll(query).stream());
    }

    private Optional<String> text(String id) {
        return find(id).map(n -> ((Labeled) n).getText());
    }

    private TextInputControl input(String id) {
        return (TextInputControl) find(id).orElseThrow();
    }

    /** What "Copy all" of the log's menu puts on the clipboard. FX thread, or any other. */
    private String logText() {
        MenuButton menu = (MenuButton) find("#menuButton").orElseThrow();
        FutureTask<String> copied =
                new FutureTask<>(
                        () -> {
                            menu.getItems().stream()
                                    .filter(item -> "Copy visible log".equals(item.getText()))
                                    .forEach(MenuItem::fire);
                            String text = Clipboard.getSystemClipboard().getString();
                            return text == null ? "" : text;
                        });
        FxThread.EXECUTOR.execute(copied);
        return copied.isDone() ? copied.resultNow() : WaitForAsyncUtils.waitFor(copied);
    }

    private void snap(String name) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        var image = new WritableImage[1];
        Window top = List.copyOf(Window.getWindows()).getLast();
        interact(() -> image[0] = top.getScene().snapshot(null));
        Screens.write(image[0], name);
    }

    static {
        // The walk closes the only window once; the toolkit must not end with it.
        Platform.setImplicitExit(false);
    }
}
