package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.testing.TemporaryFolders;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.RowMark;
import dev.drover.ui.snapshot.Snapshots;

import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.testfx.framework.junit5.ApplicationTest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule is made, a service whose log is not open writes such a line, a click shows it. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class LineNoticesUITest extends ApplicationTest {

    private Path folder;
    private Daemon daemon;
    private ProcessManager manager;
    private ProcessDescription api;
    private ProcessDescription quiet;
    private FxWatch watch;
    private DroverWindow window;
    private Stage stage;

    @Override
    public void start(Stage primary) throws Exception {
        folder = TemporaryFolders.create();
        Home home = new Home(folder.resolve("h"));
        daemon = Daemon.open(home, DaemonOptions.DEFAULT);
        manager = ProcessManagers.connect(home, "the test").get();
        api = start(home, "api");
        quiet = start(home, "quiet");
        Map<String, String> environment =
                Map.of("HOME", folder.toString(), "PATH", folder.toString());
        Settings settings = Settings.read(folder.resolve("state"), environment);
        watch = new FxWatch("LineNoticesUITest.start");
        window =
                new DroverWindow(
                        Residence.of(home), environment, settings, _ -> {}, new Themes(Theme.AUTO));
        stage = primary;
        window.prepare(primary).run();
    }

    private ProcessDescription start(Home home, String name) throws Exception {
        return manager.start(
                        ProcessSpec.builder(home.root(), name, Path.of("/bin/cat"))
                                .env(Map.of("PATH", "/usr/bin:/bin"))
                                .build())
                .get()
                .getFirst();
    }

    @AfterEach
    void end() throws Exception {
        interact(
                () -> {
                    List.copyOf(Window.getWindows()).reversed().forEach(Window::hide);
                    window.close();
                });
        watch.close();
        window.kept().join();
        manager.killDaemon().get();
        manager.close();
        daemon.awaitEnd();
        TemporaryFolders.delete(folder);
    }

    @Test
    void aLineOfALogThatIsNotOpenIsToldOfMarkedAndShown() {
        Pulses.await("both services are there", () -> table().getItems().size() == 2);
        select("quiet");
        openRules();
        interact(
                () -> ((TextField) find("#alert-line").orElseThrow()).setText("/order \\d+ fai(/"));
        fire("#alert-add");
        assertThat(find("#alert-problem").orElseThrow().isVisible()).isTrue();
        interact(
                () -> ((TextField) find("#alert-line").orElseThrow()).setText("/order \\d+ fail/"));
        fire("#alert-add");
        Snapshots.takeBoth(find("#alerts").orElseThrow().getScene(), "alerts");
        fire("#alert-done");

        manager.sendLineToStdin(quiet.id(), "order x failed").join();
        manager.sendLineToStdin(api.id(), "all is well").join();
        manager.sendLineToStdin(api.id(), "order 7 FAILED").join();

        Pulses.await("a notice is shown", () -> button("Show line").isPresent());
        Pulses.await("the row is marked", () -> mark("api").isPresent());
        assertThat(mark("api").orElseThrow().text()).isEqualTo("order 7 FAILED");
        assertThat(mark("quiet")).isEmpty();
        Snapshots.takeBoth(stage.getScene(), "alerts-told");
        interact(() -> button("Show line").orElseThrow().fire());
        Pulses.await("its log is shown", () -> "api".equals(spoken("#log")));
        Pulses.await("the mark is gone", () -> mark("api").isEmpty());
        assertThat(table().getSelectionModel().getSelectedItem().nameProperty().get())
                .isEqualTo("api");
        assertThat(watch.found()).isEmpty();
    }

    private void openRules() {
        MenuItem rules =
                lookup(".menu-bar").queryAs(MenuBar.class).getMenus().stream()
                        .flatMap(menu -> menu.getItems().stream())
                        .filter(item -> "Notifications for lines…".equals(item.getText()))
                        .findFirst()
                        .orElseThrow();
        interact(rules::fire);
    }

    private Object spoken(String id) {
        return find(id).orElseThrow().queryAccessibleAttribute(AccessibleAttribute.TEXT);
    }

    private Optional<RowMark> mark(String name) {
        return row(name).markProperty().get();
    }

    private void select(String name) {
        interact(
                () ->
                        table().getSelectionModel()
                                .clearAndSelect(table().getItems().indexOf(row(name))));
    }

    private ObservableProcess row(String name) {
        return table().getItems().stream()
                .filter(row -> row.nameProperty().get().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private TableView<ObservableProcess> table() {
        return (TableView<ObservableProcess>) find("#process-table").orElseThrow();
    }

    private void fire(String id) {
        interact(() -> ((Button) find(id).orElseThrow()).fire());
    }

    private Optional<Button> button(String text) {
        return all(".button")
                .filter(node -> node instanceof Button button && text.equals(button.getText()))
                .map(Button.class::cast)
                .findFirst();
    }

    private static Optional<Node> find(String id) {
        return all(id).findFirst();
    }

    /** Over all windows that show, the youngest first. */
    private static Stream<Node> all(String query) {
        return List.copyOf(Window.getWindows()).reversed().stream()
                .filter(shown -> shown.isShowing() && shown.getScene() != null)
                .flatMap(shown -> shown.getScene().getRoot().lookupAll(query).stream());
    }
}
