package dev.drover.ui.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;

import dev.drover.client.ProcessReport;
import dev.drover.client.Target;
import dev.drover.domain.ProcessDescription;
import dev.drover.testing.WindowTest;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.RealSupervisor;
import dev.drover.ui.testing.RecordingSurroundings;

import javafx.application.Application;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.framework.junit5.Start;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

@ExtendWith(WindowTest.class)
class ScheduleUITest {

    /** A Sunday afternoon in Berlin. */
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T14:00:00Z"), ZoneId.of("Europe/Berlin"));

    @RegisterExtension private static final RealSupervisor supervisor = new RealSupervisor();

    private Locale before;
    private Stage owner;
    private ScheduleDialog dialog;
    private Parent root;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        owner = stage;
        stage.setScene(new Scene(new Pane(), 800, 600));
        stage.show();
        ProcessActions actions =
                new ProcessActions(
                        new SimpleObjectProperty<>(
                                new ConnectionState.Connected(supervisor.manager())),
                        new ProcessListModel(),
                        new RecordingSurroundings().all());
        dialog = new ScheduleDialog(actions, CLOCK);
    }

    @BeforeEach
    void language() {
        before = Locale.getDefault();
    }

    @AfterEach
    void clear() throws Exception {
        Locale.setDefault(before);
    }

    private void show(boolean drover, ProcessDescription... targets) {
        Snapshots.onFx(
                () ->
                        dialog.show(
                                owner, new ScheduleDialog.Request(List.of(targets), drover, true)));
        root =
                Window.getWindows().stream()
                        .map(Window::getScene)
                        .filter(scene -> scene != null)
                        .map(Scene::getRoot)
                        .filter(one -> "schedule".equals(one.getId()))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void theScheduleIsSetAtOnceAndShownWhenItIsAskedForAgain() throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        show(true, api);
        assertThat(button("remove").isDisabled()).isTrue();
        assertThat(button("set").isDisabled()).isTrue();
        assertThat(text("effect")).contains("nothing is restarted");
        type("0 3 * * *");
        Snapshots.onFx(() -> button("set").fire());

        ProcessDescription scheduled =
                supervisor.awaitChange(
                        api,
                        p -> ProcessReport.triggers(p).cron().equals(Optional.of("0 3 * * *")));
        assertThat(scheduled.pid()).isEqualTo(api.pid());

        show(true, scheduled);
        assertThat(field().getText()).isEqualTo("0 3 * * *");
        Snapshots.onFx(() -> button("remove").fire());
        assertThat(
                        supervisor
                                .awaitChange(api, p -> ProcessReport.triggers(p).cron().isEmpty())
                                .pid())
                .isEqualTo(api.pid());
    }

    @Test
    void allOfThoseThatAreChosenGetIt() throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        ProcessDescription web = supervisor.waiting("web");
        supervisor.manager().schedule(Target.id(web.id()), Optional.of("0 1 1 1 *")).get();
        List<ProcessDescription> now = supervisor.manager().list().get();
        show(true, now.toArray(ProcessDescription[]::new));
        assertThat(text("present")).contains("different schedules");
        assertThat(field().getText()).isEmpty();
        type("@daily");
        Snapshots.onFx(() -> button("set").fire());

        for (ProcessDescription one : List.of(api, web)) {
            supervisor.awaitChange(
                    one, p -> ProcessReport.triggers(p).cron().equals(Optional.of("@daily")));
        }
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldWhileItIsTyped() throws Exception {
        show(true, supervisor.waiting("api"));
        type("0 3 * *");
        assertThat(text("problem")).startsWith("Five fields are needed");
        type("0 25 * * *");
        assertThat(text("problem")).isEqualTo("Hour: “25” is not a number from 0 to 23");
        type("0 3 * * fri-mon");
        assertThat(text("problem")).isEqualTo("Day of week: “fri-mon” ends before it begins");
        type("0 3 30 2 *");
        assertThat(text("problem")).startsWith("No day fits");
        assertThat(button("set").isDisabled()).isTrue();
        Snapshots.takeBoth(root.getScene(), "schedule-problem");
    }

    @Test
    void theNextThreeTimesAreToldInTheUsersLanguage() throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        record Case(String language, String first, String label) {}
        for (Case one :
                List.of(
                        new Case("en", "Monday, November 23, 2026", "Next times:"),
                        new Case("ru", "понедельник, 23 ноября 2026", "Ближайшие запуски:"),
                        new Case("zh", "2026年11月23日", "接下来的时间："))) {
            Locale.setDefault(Locale.of(one.language()));
            show(true, api);
            type("0 3 * * mon");
            assertThat(text("next").lines()).hasSize(4);
            assertThat(text("next")).startsWith(one.label()).contains(one.first());
            assertThat(text("next")).contains("3:00:00").contains("7");
            assertThat(text("zone")).contains("Europe/Berlin");
            Snapshots.takeBoth(root.getScene(), "schedule-" + one.language());
            Snapshots.onFx(() -> button("cancel").fire());
        }
    }

    @Test
    void aRestartThatPm2NeedsForItIsSaidBefore() throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        ProcessDescription down =
                supervisor.manager().stop(Target.id(supervisor.waiting("web").id())).get().get(0);
        show(false, api, down);
        assertThat(text("effect"))
                .contains("all 2 are restarted now")
                .contains("web · " + down.id() + " is stopped and will be started");
        Snapshots.takeBoth(root.getScene(), "schedule-pm2");
    }

    @Test
    void anExampleIsTaken() throws Exception {
        show(true, supervisor.waiting("api"));
        Snapshots.onFx(() -> ((MenuButton) find("examples")).getItems().get(1).fire());
        assertThat(field().getText()).isEqualTo("0 3 * * *");
    }

    private void type(String pattern) {
        Snapshots.onFx(() -> field().setText(pattern));
    }

    private TextField field() {
        return (TextField) find("pattern");
    }

    private Button button(String id) {
        return (Button) find(id);
    }

    private String text(String id) {
        return ((Label) find(id)).getText();
    }

    private Node find(String id) {
        return Objects.requireNonNull(root.lookup("#schedule-" + id), id);
    }
}
