package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.TemporaryFolders;
import dev.drover.ui.common.Theme;
import dev.drover.ui.common.Themes;
import dev.drover.ui.model.ObservableProcess;

import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages Metrics and Details with a real supervisor and a real service. */
class DockPagesUITest extends ApplicationTest {

    private Path folder;
    private DroverWindow window;
    private Stage stage;

    @Override
    public void start(Stage primary) throws IOException {
        // Short, because a socket's path is limited to 107 bytes.
        folder = TemporaryFolders.create();
        stage = primary;
        open();
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private void open() {
        window =
                new DroverWindow(
                        Residence.of(home()),
                        System.getenv(),
                        settings(),
                        _ -> {},
                        new Themes(Theme.AUTO));
        window.prepare(stage).run();
        // The stage is shared by all tests of this program, and the screen is 1000 by 1000.
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(760);
    }

    private void close() {
        interact(
                () -> {
                    List.copyOf(Window.getWindows()).reversed().forEach(Window::hide);
                    window.close();
                });
        window.kept().join();
    }

    private Settings settings() {
        return Settings.read(folder.resolve("state"), System.getenv());
    }

    @AfterEach
    void endEverything() throws IOException {
        close();
        if (Files.exists(home().pidFile())) {
            ProcessHandle supervisor =
                    ProcessHandle.of(Long.parseLong(Files.readString(home().pidFile()).strip()))
                            .orElseThrow();
            try (ProcessManager manager = ProcessManagers.connect(home()).join()) {
                manager.killDaemon().join();
            }
            supervisor.onExit().join();
        }
        TemporaryFolders.delete(folder);
    }

    @Test
    void aRealServiceHasFiguresMarksAndDetailsAndItsHistoryOutlivesTheWindow() throws IOException {
        Pulses.await(
                "the supervisor runs",
                () -> text("#connection-text").startsWith("Supervisor running"));
        startService();
        selectService();

        bring("DOCK_METRICS");
        Pulses.await("memory is measured", () -> text("#metrics-cards").matches(".*\\d [KM]B.*"));
        long before = pid();
        try (ProcessManager manager = ProcessManagers.connect(home()).join()) {
            manager.restart(Target.name("svc")).join();
        }
        Pulses.await("it was restarted", () -> isOnline() && pid() != before);
        String restarted = walkBackTo("restarted at");

        push(KeyCode.CONTROL, KeyCode.F);
        assertThat(onTop()).isEqualTo("DOCK_LOGS");
        assertThat(stage.getScene().getFocusOwner())
                .isInstanceOfSatisfying(
                        TextField.class,
                        field -> assertThat(field.getPromptText()).isEqualTo("Find in log"));

        bring("DOCK_DETAILS");
        Pulses.await("its pid is shown", () -> details().contains("|" + pid() + "|"));
        Pulses.await("its tree is shown", () -> details().contains("pid " + pid() + "|"));
        assertThat(details()).contains("svc.sh").contains("|GREETING|hello|");
        assertThat(details()).contains("|API_TOKEN|").doesNotContain("sesame");

        close();
        interact(this::open);
        selectService();
        bring("DOCK_METRICS");
        assertThat(walkBackTo("restarted at")).isEqualTo(restarted);
    }

    @Test
    void theLogsOfManyAreReadWhenTheSelectionHasSettled() {
        Pulses.await(
                "the supervisor runs",
                () -> text("#connection-text").startsWith("Supervisor running"));
        try (ProcessManager manager = ProcessManagers.connect(home()).join()) {
            for (int i = 0; i < 50; i++) {
                manager.start(
                                ProcessSpec.builder(home().root(), "svc" + i, Path.of("/bin/true"))
                                        .autostart(false)
                                        .build())
                        .join();
            }
        }
        Pulses.await("all are listed", () -> table().getItems().size() == 50);

        interact(
                () -> {
                    table().getSelectionModel().selectAll();
                    assertThat(text(".log-title")).doesNotContain("50");
                    table().getSelectionModel().clearSelection(0);
                    assertThat(text(".log-title")).doesNotContain("49");
                });
        Pulses.await("what is selected at last is shown", () -> text(".log-title").contains("49"));
    }

    private void startService() throws IOException {
        Path script = folder.resolve("svc.sh");
        Files.writeString(script, "while read -r line; do :; done < <(sleep 10000)\n");
        ProcessSpec spec =
                ProcessSpec.builder(home().root(), "svc", script)
                        .interpreter("bash")
                        .env(
                                Map.of(
                                        "PATH",
                                        System.getenv("PATH"),
                                        "GREETING",
                                        "hello",
                                        "API_TOKEN",
                                        "sesame"))
                        .build();
        try (ProcessManager manager = ProcessManagers.connect(home()).join()) {
            manager.start(spec).join();
        }
    }

    private void selectService() {
        Pulses.await("the service runs", this::isOnline);
        interact(() -> table().getSelectionModel().select(table().getItems().getFirst()));
    }

    /**
     * Moves the cross-hair back from now until the words beside the chart say {@code what}; again
     * from the end, because what has just happened comes onto the axis with its next tick.
     */
    private String walkBackTo(String what) {
        interact(() -> lookup("#metrics-chart").query().requestFocus());
        for (int round = 0; round < 20 && !text("#metrics-cards").contains(what); round++) {
            type(KeyCode.END);
            for (int step = 0; step < 60 && !text("#metrics-cards").contains(what); step++) {
                type(KeyCode.LEFT);
            }
        }
        String words = text("#metrics-cards");
        assertThat(words).contains(what);
        return words.substring(words.indexOf(what));
    }

    private void bring(String page) {
        interact(
                () -> {
                    TabPane dock = lookup("#dock").queryAs(TabPane.class);
                    dock.getTabs().stream()
                            .filter(tab -> tab.getId().equals(page))
                            .forEach(dock.getSelectionModel()::select);
                });
    }

    private String onTop() {
        return lookup("#dock").queryAs(TabPane.class).getSelectionModel().getSelectedItem().getId();
    }

    private boolean isOnline() {
        return !table().getItems().isEmpty()
                && table().getItems().getFirst().statusProperty().get() == ProcessStatus.ONLINE;
    }

    private long pid() {
        return table().getItems().getFirst().pidProperty().get().orElse(0);
    }

    @SuppressWarnings("unchecked")
    private TableView<ObservableProcess> table() {
        return lookup("#process-table").queryAs(TableView.class);
    }

    /** Names and values, also those that are scrolled out of sight. */
    private String details() {
        TableView<?> details = lookup("#details-table").queryAs(TableView.class);
        StringBuilder text = new StringBuilder("|");
        for (int i = 0; i < details.getItems().size(); i++) {
            for (TableColumn<?, ?> column : details.getColumns()) {
                text.append(column.getCellData(i)).append('|');
            }
        }
        return text.toString();
    }

    /** The texts below a node, or its own. */
    private String text(String query) {
        return lookup(query).tryQuery().stream()
                .flatMap(node -> Stream.concat(Stream.of(node), node.lookupAll(".label").stream()))
                .filter(node -> node.isVisible() && node instanceof Labeled)
                .map(node -> ((Labeled) node).getText())
                .collect(Collectors.joining("|"));
    }
}
