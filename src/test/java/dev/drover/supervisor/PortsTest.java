package dev.drover.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.ListeningPort;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.RunRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where services listen, and who has the port for want of which one ends. */
class PortsTest {

    private static final String LISTEN =
            "require('net').createServer().listen(%d,function(){"
                    + "console.log('port='+this.address().port+'. pid='+process.pid+'.')});";

    /** In a session of its own: no signal to the group of its parent reaches it. */
    private static final String ESCAPING =
            "const c=require('child_process').spawn(process.execPath,['-e',"
                    + "process.env.CODE],{detached:true,stdio:['ignore','inherit','inherit']});"
                    + "c.unref();";

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final RestartPolicy ONCE =
            new RestartPolicy(
                    false, SECOND, 16, Duration.ZERO, Optional.empty(), Set.of(), Optional.empty());

    @TempDir Path folder;

    private static ProcessSpec server(SupervisorRig rig, String name, int port) {
        return rig.node(name, LISTEN.formatted(port), b -> b.restart(ONCE));
    }

    private static int number(SupervisorRig rig, int id, String what) {
        Pattern wanted = Pattern.compile(what + "=(\\d+)\\.");
        String output = rig.awaitOutput(id, LogStream.OUT, text -> wanted.matcher(text).find());
        Matcher matcher = wanted.matcher(output);
        matcher.find();
        return Integer.parseInt(matcher.group(1));
    }

    private static ProcessDescription awaitChange(
            SupervisorRig rig, Predicate<ProcessDescription> wanted) {
        return rig.await(ProcessEvent.ProcessChanged.class, e -> wanted.test(e.process()))
                .process();
    }

    private static ProcessDescription awaitTaken(SupervisorRig rig, int id) {
        return awaitChange(
                rig,
                process ->
                        process.id() == id
                                && process.endCause()
                                        .filter(Cause.PortTaken.class::isInstance)
                                        .isPresent());
    }

    private static Cause.PortTaken taken(ProcessDescription process) {
        return (Cause.PortTaken) process.endCause().orElseThrow();
    }

    private static boolean has(ProcessDescription process, int id, int port) {
        return process.id() == id
                && process.ports().stream().map(ListeningPort::port).toList().contains(port);
    }

    @Test
    void portsOfAChildAreThoseOfItsEntryWhileSomebodyAsks() throws Exception {
        try (SupervisorRig rig = new SupervisorRig(folder);
                AutoCloseable _ = rig.supervisor.sampleMetrics()) {
            String code = LISTEN.formatted(0).replace("'", "\"");
            rig.start(rig.spec("tree", "node -e '" + code + "' & wait", b -> b.restart(ONCE)));
            int port = number(rig, 0, "port");
            awaitChange(rig, process -> has(process, 0, port));

            SupervisorRig.get(rig.supervisor.stop(0, SupervisorRig.ASKED));
            assertThat(SupervisorRig.get(rig.supervisor.describe(0)).ports()).isEmpty();
        }
    }

    @Test
    void aClusterWorkerHasThePortThatTheSupervisorListensOnForIt() throws Exception {
        try (SupervisorRig rig = new SupervisorRig(folder);
                AutoCloseable _ = rig.supervisor.sampleMetrics()) {
            SupervisorRig.get(
                    rig.supervisor.start(
                            ClusterRig.spec(rig, "app.js", UnaryOperator.identity()),
                            SupervisorRig.ASKED));
            int port = ClusterRig.port(rig, 0);
            awaitChange(rig, process -> has(process, 0, port));
            awaitChange(rig, process -> has(process, 1, port));
        }
    }

    @Test
    void theHolderOfATakenPortIsNamedInTheDescriptionAndTheLedger() throws IOException {
        try (SupervisorRig rig = new SupervisorRig(folder);
                ServerSocket foreign = new ServerSocket(0)) {
            int port = foreign.getLocalPort();
            rig.start(server(rig, "late", port));
            ProcessDescription late = awaitTaken(rig, 0);

            // The holder is this very program, in which the supervisor runs too.
            assertThat(late.statusReason().orElseThrow())
                    .contains("Port " + port + " is taken by this supervisor");
            RunRecord run = SupervisorRig.get(rig.supervisor.runs(0)).getLast();
            assertThat(run.endCause()).isEqualTo(late.endCause());
        }
    }

    @Test
    void aHolderThatIsAnotherEntryIsNamed() {
        try (SupervisorRig rig = new SupervisorRig(folder)) {
            rig.start(server(rig, "early", 0));
            int port = number(rig, 0, "port");
            rig.start(server(rig, "late", port));
            ProcessDescription late = awaitTaken(rig, 1);

            assertThat(late.statusReason().orElseThrow())
                    .contains("Port " + port + " is taken by pid " + number(rig, 0, "pid"))
                    .contains("(node -e")
                    .contains("which belongs to early (id 0)");
            assertThat(taken(late).pid()).hasValue(number(rig, 0, "pid"));
            assertThat(taken(late).service()).hasValue(0);
        }
    }

    @Test
    void aHolderThatNobodyOfUsStartedIsCalledSo() throws Exception {
        Process foreign = new ProcessBuilder("node", "-e", LISTEN.formatted(0)).start();
        try (SupervisorRig rig = new SupervisorRig(folder)) {
            String line = foreign.inputReader().readLine();
            int port = Integer.parseInt(line.replaceAll("port=(\\d+).*", "$1"));
            rig.start(server(rig, "late", port));

            assertThat(awaitTaken(rig, 0).statusReason().orElseThrow())
                    .contains("pid " + foreign.pid() + " (node -e")
                    .contains("which is not one of ours");
        } finally {
            foreign.destroyForcibly().waitFor();
        }
    }

    @Test
    void aHolderThatAnEndedRunLeftBehindIsCalledAnOrphan() {
        long orphan = 0;
        try (SupervisorRig rig = new SupervisorRig(folder)) {
            ProcessSpec parent =
                    rig.node(
                            "parent",
                            ESCAPING,
                            b -> b.restart(ONCE).env(Map.of("CODE", LISTEN.formatted(0))));
            rig.start(parent);
            orphan = number(rig, 0, "pid");
            int port = number(rig, 0, "port");
            rig.await(ProcessEvent.ProcessExited.class, e -> e.process().id() == 0);
            rig.start(server(rig, "late", port));

            ProcessDescription late = awaitTaken(rig, 1);

            assertThat(late.statusReason().orElseThrow())
                    .contains("pid " + orphan)
                    .contains("an orphan that run 1 of parent (id 0) left behind");
            assertThat(taken(late).pid()).hasValue(orphan);
            assertThat(taken(late).service()).isEmpty();
        } finally {
            ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aPortThatOnlyTheArgumentsNameIsFoundToo() {
        try (SupervisorRig rig = new SupervisorRig(folder)) {
            rig.start(server(rig, "early", 0));
            int port = number(rig, 0, "port");
            String script = "echo 'OSError: [Errno 98] Address already in use' >&2; exit 1";
            rig.start(
                    rig.spec(
                            "python",
                            script,
                            b -> b.restart(ONCE).args(List.of("-c", script, "http", "" + port))));

            assertThat(awaitTaken(rig, 1).statusReason().orElseThrow())
                    .contains("Port " + port + " is taken by pid");
        }
    }

    @Test
    void aHolderThatHasGoneIsNotInvented() {
        try (SupervisorRig rig = new SupervisorRig(folder)) {
            rig.start(
                    rig.spec(
                            "late",
                            "echo 'listen tcp :1: bind: address already in use' >&2;"
                                    + " echo 'Port 65534 is already in use' >&2; exit 1",
                            b -> b.restart(ONCE)));

            assertThat(awaitTaken(rig, 0).statusReason().orElseThrow())
                    .contains("Port 65534 is taken by a process that has released it since");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error: listen EADDRINUSE: address already in use :::3000|3000",
                "Error: listen EADDRINUSE: address already in use 127.0.0.1:3000|3000",
                "2026/11/21 04:50:01 listen tcp :8080: bind: address already in use|8080",
                "[Errno 98] error on address ('127.0.0.1', 8000): address already in use|8000",
                "Connection in use: ('127.0.0.1', 8000)|8000",
                "Web server failed to start. Port 8080 was already in use.|8080",
                "Error: Port 5173 is already in use|5173"
            })
    void theLikeliestPortOfALineComesFirst(String line, int port) {
        assertThat(TakenPorts.named(List.of("at server.js:12:99", line)).getFirst())
                .isEqualTo(port);
    }
}
