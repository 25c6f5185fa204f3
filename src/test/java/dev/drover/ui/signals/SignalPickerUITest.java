package dev.drover.ui.signals;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;

import dev.drover.client.ProcessManager;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.Signal;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.InMemoryManager;
import dev.drover.ui.testing.RealSupervisor;
import dev.drover.ui.testing.RecordingSurroundings;
import dev.drover.ui.testing.SampleProcess;

import javafx.application.Application;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What real processes have arranged, and real signals to them. */
@ExtendWith(WindowTest.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SignalPickerUITest {

    @RegisterExtension private static final RealSupervisor supervisor = new RealSupervisor();

    private ProcessManager manager = supervisor.manager();
    private Stage owner;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        owner = stage;
        stage.show();
    }

    @AfterEach
    void close() throws Exception {
        Snapshots.onFx(() -> List.copyOf(Window.getWindows()).reversed().forEach(Window::hide));
    }

    private void open(ProcessDescription... targets) {
        Snapshots.onFx(
                () -> {
                    ProcessActions actions =
                            new ProcessActions(
                                    new SimpleObjectProperty<>(
                                            new ConnectionState.Connected(manager)),
                                    new ProcessListModel(),
                                    new RecordingSurroundings().all());
                    new SignalPicker(actions).show(owner, List.of(targets));
                });
        Snapshots.pulses(3);
    }

    @Test
    void eachSignalSaysWhatItWouldDo() throws Exception {
        open(supervisor.node("api"));
        Snapshots.until(() -> text("#signal-note").startsWith("Read from the operating system"));
        assertThat(effect("SIGTERM")).isEqualTo("handled: Node ends, unless the program listens");
        assertThat(effect("SIGPIPE")).isEqualTo("ignored: nothing would happen");
        assertThat(effect("SIGHUP")).isEqualTo("not handled: would end it");
        assertThat(effect("SIGKILL")).isEqualTo("cannot be handled: ends it at once");
        assertThat(effect("SIGCONT")).isEqualTo("not handled: would continue it if paused");
        Snapshots.takeBoth(root().getScene(), "signals");
    }

    @Test
    void aSignalIsFoundByNameNumberOrMeaningAndSent(FxRobot robot) throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        open(api);
        robot.clickOn(find("#signal-search")).write("hup");
        assertThat(table().getItems()).containsExactly(Signal.SIGHUP);
        assertThat(((Button) find("#signal-send")).getText()).isEqualTo("Send SIGHUP");
        Snapshots.until(() -> find("#signal-send").getStyleClass().contains("danger"));
        Snapshots.onFx(() -> ((TextField) find("#signal-search")).setText("15"));
        assertThat(table().getItems()).contains(Signal.SIGTERM);
        Snapshots.onFx(() -> ((Button) find("#signal-send")).fire());
        assertThat(supervisor.awaitExit().status()).isEqualTo(endedBy(Signal.SIGTERM));
        assertThat(Window.getWindows()).hasSize(1);
    }

    /** A daemon of PM2 takes seconds to begin; that it is one is known by what it lacks. */
    @Test
    void fromAPm2DaemonNothingIsKnown() {
        InMemoryManager pm2 = new InMemoryManager(Set.of());
        manager = pm2;
        open(SampleProcess.named(0, "api").build());
        Snapshots.until(() -> text("#signal-note").contains("is not known"));
        assertThat(effect("SIGHUP")).isEqualTo("unknown");
        assertThat(pm2.requests).isEmpty();
    }

    @Test
    void severalProcessesGetItTogether() throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        ProcessDescription web = supervisor.waiting("web");
        open(api, web);
        assertThat(text("#signal-whom"))
                .isEqualTo("To api (%d), web (%d)".formatted(api.id(), web.id()));
        Snapshots.onFx(
                () -> {
                    table().getSelectionModel().select(Signal.SIGKILL);
                    ((Button) find("#signal-send")).fire();
                });
        for (int ended = 0; ended < 2; ended++) {
            assertThat(supervisor.awaitExit().status()).isEqualTo(endedBy(Signal.SIGKILL));
        }
    }

    private static ExitStatus endedBy(Signal signal) {
        return new ExitStatus.Signaled(signal, false);
    }

    private String effect(String name) {
        Signal signal = Signal.find(name).orElseThrow();
        return String.valueOf(table().getColumns().getLast().getCellData(signal));
    }

    @SuppressWarnings("unchecked")
    private TableView<Signal> table() {
        return (TableView<Signal>) find("#signal-table");
    }

    private String text(String id) {
        return ((Labeled) find(id)).getText();
    }

    private javafx.scene.Node find(String id) {
        return Objects.requireNonNull(root().lookup(id), id);
    }

    private static Parent root() {
        return Window.getWindows().stream()
                .filter(w -> w.getScene() != null)
                .map(w -> w.getScene().getRoot())
                .filter(r -> "signal-picker".equals(r.getId()))
                .findFirst()
                .orElseThrow();
    }
}
