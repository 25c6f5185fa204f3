package dev.drover.ui.action;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.TakesEffect;
import dev.drover.client.Target;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.WindowTest;
import dev.drover.ui.common.Notices;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.RealSupervisor;
import dev.drover.ui.testing.RecordingSurroundings;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** What was deleted comes back, at a real supervisor. */
@ExtendWith(WindowTest.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DeletedProcessesUITest implements Notices {

    @RegisterExtension private static final RealSupervisor supervisor = new RealSupervisor();

    private final RecordingSurroundings surroundings = new RecordingSurroundings();
    private final ProcessListModel model = new ProcessListModel();
    private final AppActions app = new AppActions();
    private final List<String> offers = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final ObjectProperty<ConnectionState> connection =
            new SimpleObjectProperty<>(new ConnectionState.Connected(supervisor.manager()));
    private final ProcessActions actions =
            new ProcessActions(
                    connection,
                    model,
                    new ProcessActions.Surroundings(surroundings, surroundings, this));
    private FxRobot robot;

    @BeforeEach
    void attach(FxRobot given) {
        robot = given;
        actions.deleted().attach(app);
    }

    @Override
    public void info(String sentence) {
        told.add(sentence);
    }

    @Override
    public void error(String sentence) {
        told.add(sentence);
    }

    @Override
    public Runnable offer(String sentence, String verb, Runnable action) {
        String offer = sentence + " " + verb;
        offers.add(offer);
        return () -> offers.remove(offer);
    }

    @Test
    void whatRanRunsAgainAsItWasDefined() throws Exception {
        ProcessDescription before =
                changed(
                        supervisor.waiting("api"),
                        spec ->
                                spec.namespace("shop")
                                        .env(Map.of("PATH", "/usr/bin:/bin", "A", "1")));
        delete(before);
        assertThat(offers).containsExactly("Deleted api. Undo");
        undo();

        assertThat(offers).isEmpty();
        ProcessDescription after = awaitListed(1).getFirst();
        assertThat(after.status()).isEqualTo(ProcessStatus.ONLINE);
        assertThat(after.pid()).isPresent().isNotEqualTo(before.pid());
        assertThat(after.spec()).isEqualTo(before.spec());
        assertThat(told).isEmpty();
    }

    @Test
    void whatWasStoppedStaysStoppedAndCanBeStarted() throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        supervisor.manager().stop(Target.id(api.id())).get();
        delete(supervisor.manager().list().get().getFirst());
        undo();

        ProcessDescription back = awaitListed(1).getFirst();
        assertThat(back.status()).isEqualTo(ProcessStatus.STOPPED);
        assertThat(back.pid()).isEmpty();
        supervisor.manager().start(Target.id(back.id())).get();
        assertThat(supervisor.awaitRun(back).pid()).isPresent();
    }

    @Test
    void instancesGetTheirNumbersAgain() throws Exception {
        ProcessSpec three =
                supervisor.waiting("api").spec().toBuilder().name("web").instances(3).build();
        List<ProcessDescription> started = supervisor.manager().start(three).get();
        delete(started.get(2), started.get(1));
        assertThat(offers).containsExactly("Deleted 2 processes. Undo");
        undo();

        List<ProcessDescription> back = awaitListed(4);
        assertThat(back)
                .extracting(ProcessDescription::name)
                .containsExactly("api", "web", "web", "web");
        assertThat(back).extracting(ProcessDescription::instance).containsExactly(0, 0, 1, 2);
    }

    @Test
    void onlyTheLastDeletionCanBeUndoneAndOnlyOnce() throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        ProcessDescription worker = supervisor.waiting("worker");
        assertThat(app.whyMissing(AppAction.UNDO_DELETE))
                .hasValue("Undo delete — nothing to put back");
        delete(api);
        delete(worker);
        assertThat(offers).containsExactly("Deleted worker. Undo");
        undo();

        assertThat(awaitListed(1)).extracting(ProcessDescription::name).containsExactly("worker");
        assertThat(app.isMissing(AppAction.UNDO_DELETE).get()).isTrue();
    }

    @Test
    void whatCannotBePutBackIsSaidAndCanBeTriedAgain() throws Exception {
        delete(supervisor.waiting("api"));
        ConnectionState connected = connection.get();
        robot.interact(() -> connection.set(new ConnectionState.Lost("gone")));
        robot.interact(() -> app.run(AppAction.UNDO_DELETE));
        assertThat(told)
                .containsExactly("There is no connection to the supervisor: nothing was sent.");

        robot.interact(() -> connection.set(connected));
        undo();
        assertThat(awaitListed(1)).hasSize(1);
    }

    @Test
    void whatHasSecretsThatNobodyIsToldIsNotOffered() throws Exception {
        ProcessDescription api =
                changed(
                        supervisor.waiting("api"),
                        spec ->
                                spec.env(
                                        new HashMap<>(
                                                Map.of("PATH", "/bin", "TOKEN", "[redacted]"))));
        delete(api);

        assertThat(offers).isEmpty();
        assertThat(told).hasSize(1).first().asString().startsWith("Deleted api. api cannot");
        assertThat(app.isMissing(AppAction.UNDO_DELETE).get()).isTrue();
    }

    private static ProcessDescription changed(
            ProcessDescription process, UnaryOperator<ProcessSpec.Builder> change)
            throws Exception {
        ProcessSpec spec = change.apply(process.spec().toBuilder()).build();
        supervisor.manager().redefine(process, spec, TakesEffect.NOW).get();
        return supervisor.manager().list().get().getFirst();
    }

    /** And waits for what is told of it. */
    private void delete(ProcessDescription... processes) {
        told.clear();
        List<String> before = List.copyOf(offers);
        robot.interact(
                () -> {
                    model.replaceAll(List.of(processes), NOW);
                    actions.select(model.rows());
                    actions.run(ProcessAction.DELETE);
                });
        Snapshots.until(() -> !offers.equals(before) || !told.isEmpty());
    }

    private void undo() {
        robot.interact(() -> app.run(AppAction.UNDO_DELETE));
    }

    /** The list when it has so many entries and none of them is on its way. */
    private static List<ProcessDescription> awaitListed(int entries) throws Exception {
        List<ProcessDescription> list;
        do {
            list = supervisor.manager().list().get();
        } while (list.size() < entries
                || list.stream().anyMatch(p -> p.status() == ProcessStatus.LAUNCHING));
        return list;
    }
}
