package dev.drover.ui.action;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.CustomActions;
import dev.drover.client.FileWatch;
import dev.drover.client.Target;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.Signal;
import dev.drover.testing.WindowTest;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.testing.InMemoryManager;
import dev.drover.ui.testing.RealSupervisor;
import dev.drover.ui.testing.RecordingSurroundings;
import dev.drover.ui.testing.SampleProcess;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What the commands do to the processes of a supervisor and what they tell; the extension gives
 * them an FX thread. Cluster mode, custom actions and a daemon of PM2 are asked of one in memory:
 * the first two need a library in the child, the third takes seconds to begin.
 */
@ExtendWith(WindowTest.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ProcessActionsUITest {

    @RegisterExtension private static final RealSupervisor supervisor = new RealSupervisor();

    private final InMemoryManager manager = new InMemoryManager(Set.of("drover:killTree"));
    private final RecordingSurroundings surroundings = new RecordingSurroundings();
    private final ProcessListModel model = new ProcessListModel();
    private final ObjectProperty<ConnectionState> connection =
            new SimpleObjectProperty<>(new ConnectionState.Connected(supervisor.manager()));
    private final ProcessActions actions =
            new ProcessActions(connection, model, surroundings.all());

    @Test
    void refusalsAreToldInOneSentence(FxRobot robot) {
        select(
                robot,
                SampleProcess.named(70, "api").build(),
                SampleProcess.named(71, "worker").build());
        run(robot, ProcessAction.RESTART);

        Snapshots.until(() -> !surroundings.notices.isEmpty());
        assertThat(surroundings.notices)
                .containsExactly(
                        "Cannot restart api: There is no process with id 70. (and 1 more)");
    }

    @Test
    void aReplyChangesNoStatus(FxRobot robot) throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        select(robot, api);
        run(robot, ProcessAction.STOP);

        assertThat(supervisor.awaitExit().process().id()).isEqualTo(api.id());
        assertThat(model.rows().getFirst().statusProperty().get()).isEqualTo(ProcessStatus.ONLINE);
    }

    @Test
    void onlyThoseInClusterModeAreReloaded(FxRobot robot) {
        connectToMemory(robot);
        select(
                robot,
                SampleProcess.named(0, "api").build(),
                SampleProcess.named(1, "web").inClusterMode().build());
        run(robot, ProcessAction.RELOAD);

        assertThat(manager.requests).containsExactly("reload 1");
    }

    @Test
    void aCustomActionIsRunWithItsParameter(FxRobot robot) {
        connectToMemory(robot);
        List<ProcessDescription> opened = new ArrayList<>();
        actions.on(ProcessAction.RUN_ACTION, opened::addAll);
        ProcessDescription api =
                SampleProcess.named(0, "api")
                        .reports(
                                Map.of(
                                        "axm_actions",
                                        List.of(
                                                Map.of("action_name", "flush", "arity", 1),
                                                Map.of("action_name", "level", "arity", 2))))
                        .build();
        select(robot, api);
        robot.interact(() -> actions.runCustom(CustomActions.of(api).getFirst()));
        run(robot, ProcessAction.RUN_ACTION);

        assertThat(manager.requests).containsExactly("trigger 0 flush", "trigger 0 level a line");
        assertThat(surroundings.questions)
                .extracting(Prompts.Question::title)
                .containsExactly("Run which action of api?", "Run level of api");
        assertThat(opened).containsExactly(api, api);
    }

    @Test
    void onlyWhatOffersActionsCanRunThem() {
        Selection selection =
                new Selection(
                        List.of(SampleProcess.named(0, "api").build()), Optional.of(Set.of()));
        assertThat(ProcessAction.RUN_ACTION.availability(selection))
                .isEqualTo(new Availability.Disabled("api offers no actions"));
    }

    @Test
    void signalsOfAPm2DaemonAreNotKnown(FxRobot robot) throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        assertThat(actions.signalActions(api).join()).isPresent();
        robot.interact(
                () -> connection.set(new ConnectionState.Connected(new InMemoryManager(Set.of()))));
        assertThat(actions.signalActions(api).join()).isEmpty();
    }

    @Test
    void onlyThoseItAppliesToAreAsked(FxRobot robot) throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        ProcessDescription cron = supervisor.waiting("cron");
        ProcessDescription stopped =
                supervisor.manager().stop(Target.id(cron.id())).get().getFirst();
        supervisor.awaitExit();
        select(robot, api, stopped);
        run(robot, ProcessAction.START);

        assertThat(supervisor.awaitRun(cron).pid()).isNotEqualTo(cron.pid());
        assertThat(surroundings.notices).isEmpty();
    }

    @Test
    void whatIsDisabledDoesNothingAndSaysWhy(FxRobot robot) {
        connectToMemory(robot);
        select(robot, SampleProcess.named(1, "cron").is(ProcessStatus.STOPPED).build());
        run(robot, ProcessAction.STOP);

        assertThat(manager.requests).isEmpty();
        assertThat(surroundings.notices).containsExactly("Stop — cron is not running");
    }

    @Test
    void killingATreeAsksFirst(FxRobot robot) throws Exception {
        select(robot, supervisor.waiting("api"));
        run(robot, ProcessAction.KILL_TREE);

        assertThat(surroundings.questions).extracting(q -> q.verb()).containsExactly("Kill api");
        assertThat(supervisor.awaitExit().status())
                .isEqualTo(new ExitStatus.Signaled(Signal.SIGKILL, false));
    }

    @Test
    void theNumberOfInstancesIsAskedForWithHowManyThereAreNow(FxRobot robot) throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        supervisor.manager().scale("api", 2).get();
        ProcessDescription[] both =
                supervisor.manager().list().get().toArray(ProcessDescription[]::new);
        select(robot, both);
        robot.interact(() -> actions.select(model.rows().subList(0, 1)));
        run(robot, ProcessAction.SCALE);

        assertThat(surroundings.questions.getFirst().title())
                .isEqualTo("How many instances of api?");
        assertThat(surroundings.questions.getFirst().detail()).startsWith("There are 2 now.");
        supervisor.awaitRunAfter(both[1]);
        assertThat(supervisor.manager().describe(Target.name("api")).get())
                .hasSize(3)
                .extracting(ProcessDescription::pid)
                .contains(api.pid());
    }

    @Test
    void aWatchBeginsForAllAndEndsWhenAllHaveOne(FxRobot robot) throws Exception {
        ProcessDescription api = supervisor.waiting("api");
        ProcessDescription web = supervisor.waiting("web");
        select(robot, api, supervisor.manager().watch(Target.id(web.id()), true).get().getFirst());
        run(robot, ProcessAction.WATCH);
        ProcessDescription watched = supervisor.awaitChange(api, FileWatch::isOn);
        assertThat(supervisor.manager().list().get()).allMatch(FileWatch::isOn);

        select(robot, watched);
        run(robot, ProcessAction.WATCH);
        supervisor.awaitChange(api, p -> !FileWatch.isOn(p));
        assertThat(surroundings.notices).isEmpty();
    }

    @Test
    void aLogIsEmptiedBeforeTheRestart(FxRobot robot) throws Exception {
        ProcessDescription api = supervisor.node("api");
        Path log = api.spec().logs().file(LogStream.OUT);
        assertThat(log).hasContent("ready\n");
        select(robot, api);
        run(robot, ProcessAction.RESTART_CLEAN);
        supervisor.awaitOutput("ready");

        assertThat(log).hasContent("ready\n");
    }

    @Test
    void aNodeServiceIsRestartedWithTheDebuggerAndWithoutItAgain(FxRobot robot) throws Exception {
        ProcessDescription api = supervisor.node("inspected");
        select(robot, api);
        run(robot, ProcessAction.DEBUG);
        ProcessDescription debugged = supervisor.awaitRun(api);
        supervisor.awaitOutput("Debugger listening on ws://127.0.0.1:");
        Snapshots.until(() -> !surroundings.notices.isEmpty());
        assertThat(surroundings.notices)
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("inspected runs with Node’s debugger.");

        select(robot, debugged);
        assertThat(ProcessAction.DEBUG.text(actions.selectionProperty().get()))
                .isEqualTo("Restart without the debugger");
        run(robot, ProcessAction.DEBUG);
        assertThat(supervisor.awaitRun(debugged).spec().interpreterArgs()).isEmpty();
    }

    @Test
    void copyPutsOneLinePerProcessOnTheClipboard(FxRobot robot) {
        select(
                robot,
                SampleProcess.named(0, "api").build(),
                SampleProcess.named(1, "worker").build());
        run(robot, ProcessAction.COPY_NAME);

        assertThat(surroundings.desktop).containsExactly("copy api\nworker");
    }

    @Test
    void aLineGoesToTheInput(FxRobot robot) throws Exception {
        select(robot, supervisor.echoing("api"));
        run(robot, ProcessAction.SEND_LINE);

        supervisor.awaitOutput("a line\n");
    }

    @Test
    void viewsAreOpenedByWhoRegistered(FxRobot robot) {
        List<ProcessDescription> shown = new ArrayList<>();
        actions.on(ProcessAction.SHOW_LOG, shown::addAll);
        select(robot, SampleProcess.named(4, "api").build());
        run(robot, ProcessAction.SHOW_LOG);

        assertThat(shown).extracting(ProcessDescription::id).containsExactly(4);
    }

    @Test
    void withoutAConnectionNothingIsAsked(FxRobot robot) {
        connectToMemory(robot);
        select(robot, SampleProcess.named(4, "api").build());
        robot.interact(() -> connection.set(new ConnectionState.Lost("gone")));
        run(robot, ProcessAction.RESTART);

        assertThat(manager.requests).isEmpty();
    }

    private void connectToMemory(FxRobot robot) {
        robot.interact(() -> connection.set(new ConnectionState.Connected(manager)));
    }

    private void select(FxRobot robot, ProcessDescription... processes) {
        robot.interact(
                () -> {
                    model.replaceAll(List.of(processes), NOW);
                    actions.select(model.rows());
                });
    }

    private void run(FxRobot robot, ProcessAction action) {
        robot.interact(() -> actions.run(action));
        robot.interact(() -> {});
    }
}
