package dev.drover.ui.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ListeningPort;
import dev.drover.domain.ListeningPort.Protocol;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

class AvailabilityTest {

    private static final Optional<Set<String>> DROVER = Optional.of(Set.of("drover:killTree"));
    private static final Optional<Set<String>> PM2 = Optional.of(Set.of());

    private static final Map<String, ProcessDescription> SAMPLES =
            Map.of(
                    "node", SampleProcess.named(0, "api").build(),
                    "python", SampleProcess.named(1, "python").withoutIpc().build(),
                    "stopped", SampleProcess.named(2, "cron").is(ProcessStatus.STOPPED).build(),
                    "errored", SampleProcess.named(3, "bad").is(ProcessStatus.ERRORED).build(),
                    "cluster", SampleProcess.named(5, "web").inClusterMode().build(),
                    "waiting",
                            SampleProcess.named(4, "late")
                                    .is(ProcessStatus.WAITING_RESTART)
                                    .build());

    @ParameterizedTest
    @CsvSource({
        "START, node, api is running",
        "START, node+python, all of them are running",
        "START, stopped, ''",
        "START, errored, ''",
        "START, waiting, late is running",
        "START, node+stopped, ''",
        "STOP, node, ''",
        "STOP, waiting, ''",
        "STOP, stopped, cron is not running",
        "STOP, stopped+errored, none of them is running",
        "RESTART, node, ''",
        "RESTART, errored, ''",
        "RELOAD, cluster, ''",
        "RELOAD, node+cluster, ''",
        "RELOAD, node, api is not in cluster mode",
        "RELOAD, node+stopped, none of them is in cluster mode",
        "SEND_MESSAGE, node, ''",
        "SEND_MESSAGE, python, python has no IPC channel",
        "SEND_MESSAGE, stopped, cron is not running",
        "SEND_MESSAGE, node+python, ''",
        "SEND_MESSAGE, python+stopped, none of them has an IPC channel",
        "SEND_LINE, python, ''",
        "SEND_LINE, stopped, cron is not running",
        "SEND_SIGNAL, node, ''",
        "SEND_SIGNAL, waiting, late is not running",
        "KILL_TREE, node, ''",
        "KILL_TREE, stopped, cron is not running",
        "DELETE, node+stopped+errored, ''",
        "OPEN_FOLDER, stopped, ''",
        "OPEN_FOLDER, node+stopped, select only one process",
        "OPEN_TERMINAL, stopped, ''",
        "OPEN_TERMINAL, node+stopped, select only one process",
        "SCALE, node, ''",
        "SCALE, node+node, ''",
        "SCALE, node+stopped, select instances of one name",
        "WATCH, node+stopped, ''",
        "SCHEDULE, node+stopped, ''",
        "RESTART_CLEAN, node+stopped, ''",
        "RESTART_ENVIRONMENT, stopped, ''",
        "RESTART_ENVIRONMENT, node+stopped, select only one process",
        "RESTART_ARGUMENTS, node, ''",
        "DEBUG, node, ''",
        "DEBUG, cluster, ''",
        "DEBUG, python, python is not run by Node",
        "DUPLICATE, stopped, ''",
        "DUPLICATE, node+stopped, select only one process",
        "OPEN_LOG_FILE, node, ''",
        "COPY_PID, stopped, cron is not running",
        "COPY_NAME, stopped, ''",
        "SHOW_LOG, stopped, ''",
        "WHY, stopped, ''",
        "WHY, node+stopped, select only one process"
    })
    void followsFromTheSelection(ProcessAction action, String samples, String reason) {
        Availability expected =
                reason.isEmpty() ? new Availability.Enabled() : new Availability.Disabled(reason);

        assertThat(action.availability(selection(samples, DROVER))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ProcessAction.class)
    void nothingCanBeDoneToNothing(ProcessAction action) {
        assertThat(action.availability(new Selection(List.of(), DROVER)))
                .isEqualTo(new Availability.Disabled("select a process first"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ProcessAction.class,
            names = {
                "START",
                "STOP",
                "RESTART",
                "RELOAD",
                "RESTART_CLEAN",
                "RESTART_ENVIRONMENT",
                "RESTART_ARGUMENTS",
                "DEBUG",
                "SCALE",
                "WATCH",
                "SCHEDULE",
                "SEND_MESSAGE",
                "SEND_LINE",
                "SEND_SIGNAL",
                "KILL_TREE",
                "DELETE"
            })
    void ordersNeedAConnection(ProcessAction action) {
        assertThat(action.availability(selection("node", Optional.empty())))
                .isEqualTo(new Availability.Disabled("no connection to the supervisor"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ProcessAction.class,
            names = {
                "SHOW_LOG",
                "WHY",
                "OPEN_FOLDER",
                "OPEN_LOG_FILE",
                "COPY_NAME",
                "COPY_COMMAND"
            })
    void whatIsKnownNeedsNoConnection(ProcessAction action) {
        assertThat(action.availability(selection("node", Optional.empty())).isEnabled()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProcessAction.class,
            names = {"OPEN_IN_BROWSER", "OPEN_TERMINAL", "OPEN_FOLDER", "OPEN_LOG_FILE"})
    void filesAndPortsOfAnotherMachineAreNotOpened(ProcessAction action) {
        Selection elsewhere = new Selection(selection("node", DROVER).processes(), DROVER, false);
        assertThat(action.availability(elsewhere))
                .isEqualTo(new Availability.Disabled("it is on another machine"));
    }

    @Test
    void aDebuggersPortIsNoPage() {
        ListeningPort debugger = new ListeningPort(Protocol.TCP, "127.0.0.1", 9229);
        ListeningPort page = new ListeningPort(Protocol.TCP, "::", 9300);
        SampleProcess debugged = SampleProcess.named(0, "api").runBy("node", "--inspect");
        assertThat(
                        ProcessAction.OPEN_IN_BROWSER.text(
                                new Selection(
                                        List.of(debugged.listensOn(debugger, page).build()),
                                        DROVER)))
                .contains("9300");
        assertThat(
                        ProcessAction.OPEN_IN_BROWSER.text(
                                new Selection(
                                        List.of(
                                                SampleProcess.named(1, "web")
                                                        .listensOn(debugger, page)
                                                        .build()),
                                        DROVER)))
                .contains("9229");
    }

    @Test
    void aPm2DaemonCannotKillATree() {
        assertThat(ProcessAction.KILL_TREE.availability(selection("node", PM2)))
                .isEqualTo(new Availability.Disabled("a PM2 daemon cannot do this"));
    }

    @Test
    void theWordsCountTheProcessesItActsOn() {
        assertThat(ProcessAction.RESTART.text(selection("node+python+stopped+errored", DROVER)))
                .isEqualTo("Restart 4 processes");
        assertThat(ProcessAction.STOP.text(selection("node+python+stopped", DROVER)))
                .isEqualTo("Stop 2 processes");
        assertThat(ProcessAction.RESTART.text(selection("node", DROVER))).isEqualTo("Restart");
    }

    @ParameterizedTest
    @EnumSource(ProcessAction.class)
    void everyProcessActionHasItsWords(ProcessAction action) {
        assertThat(action.text()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(AppAction.class)
    void everyAppActionHasItsWords(AppAction action) {
        assertThat(action.text()).isNotBlank();
    }

    @Test
    void noKeyIsGivenTwice() {
        List<String> keys =
                Stream.<Command>concat(
                                Arrays.stream(ProcessAction.values()),
                                Arrays.stream(AppAction.values()))
                        .flatMap(command -> command.key().stream())
                        .map(Object::toString)
                        .toList();

        assertThat(keys).doesNotHaveDuplicates();
    }

    private static Selection selection(String samples, Optional<Set<String>> features) {
        return new Selection(
                Arrays.stream(samples.split("\\+")).map(SAMPLES::get).toList(), features);
    }
}
