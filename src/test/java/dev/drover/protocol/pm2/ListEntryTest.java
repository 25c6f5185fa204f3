package dev.drover.protocol.pm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Home;
import dev.drover.domain.ListeningPort;
import dev.drover.domain.ListeningPort.Protocol;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.Signal;
import dev.drover.protocol.AmpDecoder;
import dev.drover.protocol.Json;
import dev.drover.protocol.ProtocolException;
import dev.drover.protocol.bus.BusMessage;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

class ListEntryTest {

    private static final Home HOME = new Home(Path.of("/home/u/.pm2"));
    private static final Instant NOW = Instant.ofEpochMilli(1795208454520L);

    private static ProcessDescription process() {
        ProcessSpec spec =
                ProcessSpec.builder(HOME.root(), "tick", Path.of("/apps/tick.js"))
                        .interpreter("node")
                        .env(Map.of("PATH", "/bin", "name", "hacked", "kill_timeout", "77"))
                        .extra(Map.of("watch", false, "instance_var", "NODE_APP_INSTANCE"))
                        .username("u")
                        .build();
        return new ProcessDescription(
                3,
                spec,
                ProcessStatus.WAITING_RESTART,
                OptionalLong.empty(),
                1,
                "f3c1",
                Optional.of(NOW),
                Optional.of(NOW),
                4,
                2,
                Optional.of(new ExitStatus.Signaled(Signal.SIGKILL, true)),
                Optional.of(new Cause.Crash(new ExitStatus.Exited(1))),
                Optional.of(new Cause.OwnExit()),
                Optional.of("it waits"),
                Optional.of(NOW),
                false,
                new Metrics(2.5, 4096),
                Map.of("node_version", "20.20.2"));
    }

    private static Object overTheWire(Object value) throws Exception {
        return Json.parse(Json.write(value));
    }

    @Test
    void descriptionComesBackAsItWas() throws Exception {
        Object entry = overTheWire(ListEntry.encode(process()));
        assertThat(ListEntry.decode(entry, HOME)).isEqualTo(process());
    }

    @Test
    void portsComeBackAndAreNotAmongPm2sOwnFields() throws Exception {
        ProcessDescription process =
                process()
                        .withPorts(
                                List.of(
                                        new ListeningPort(Protocol.TCP, "::", 8080),
                                        new ListeningPort(Protocol.UDP, "127.0.0.1", 53)));
        Map<String, Object> entry = ListEntry.encode(process);

        assertThat(ListEntry.decode(overTheWire(entry), HOME)).isEqualTo(process);
        assertThat(Fields.lenient(entry).object("pm2_env").map().keySet())
                .isEqualTo(
                        Fields.lenient(ListEntry.encode(process()))
                                .object("pm2_env")
                                .map()
                                .keySet());
    }

    @Test
    void aTakenPortComesBack() throws Exception {
        Cause known =
                new Cause.PortTaken(
                        3000,
                        "pid 4711 (node server.js)",
                        OptionalLong.of(4711),
                        OptionalInt.of(0));
        Cause unknown = new Cause.PortTaken(3000, "a process that has released it since");
        for (Cause cause : List.of(known, unknown, new Cause.Adopted())) {
            Object map = overTheWire(DroverInfo.encodeCause(cause));

            assertThat(DroverInfo.decodeCause(Fields.lenient(map))).contains(cause);
        }
    }

    @Test
    void everyFieldThatAStockClientNeedsIsThere() {
        Map<String, Object> entry = ListEntry.encode(process());
        assertThat(entry).containsKeys("pid", "name", "pm_id", "monit", "pm2_env");
        assertThat(ListEntry.pm2Env(process()))
                .containsKeys(
                        "name",
                        "env",
                        "node_args",
                        "exec_mode",
                        "axm_monitor",
                        "pm_id",
                        "status",
                        "namespace",
                        "version",
                        "pm_uptime",
                        "restart_time",
                        "username",
                        "watch",
                        "pm_out_log_path",
                        "pm_err_log_path",
                        "pm_exec_path",
                        "pm_cwd",
                        "exec_interpreter",
                        "pm_pid_path",
                        "created_at",
                        "unstable_restarts");
    }

    @Test
    void environmentIsAtTheTopLevelAndOverridesNoOption() {
        Map<String, Object> env = ListEntry.pm2Env(process());
        assertThat(env).containsEntry("PATH", "/bin").containsEntry("name", "tick");
    }

    @Test
    void childSeesItsDeclaredEnvironmentAndTheScalarsOfItsEntry() {
        assertThat(new Pm2ChildEnvironment(HOME).of(process()))
                .containsEntry("PATH", "/bin")
                .containsEntry("name", "hacked")
                .containsEntry("pm_id", "3")
                .containsEntry("NODE_APP_INSTANCE", "1")
                .containsEntry("PM2_HOME", "/home/u/.pm2")
                .doesNotContainKeys("env", "node_args", "axm_monitor", "drover:info");
    }

    @Test
    void entryOfARealDaemonIsUnderstood() throws Exception {
        String entry =
                """
                {"pid":14302,"name":"tick","pm2_env":{"name":"tick","exec_mode":"fork_mode",
                 "status":"stopped","node_args":[],"env":{"PATH":"/bin","tick":{}},"PATH":"/bin",
                 "pm_exec_path":"/apps/tick.js","restart_time":2,"pm_uptime":1795208454520,
                 "created_at":null,"exit_code":3,"axm_actions":[],"watch":["src"],
                 "max_memory_restart":"lots"},"pm_id":7,"monit":{"memory":21422080,"cpu":0.3}}\
                """;
        ProcessDescription process =
                ListEntry.decode(Json.parse(entry.getBytes(StandardCharsets.UTF_8)), HOME);
        assertThat(process.id()).isEqualTo(7);
        assertThat(process.status()).isEqualTo(ProcessStatus.STOPPED);
        assertThat(process.pid()).isEmpty();
        assertThat(process.lastExit()).contains(new ExitStatus.Exited(3));
        assertThat(process.createdAt()).isEmpty();
        assertThat(process.metrics()).isEqualTo(new Metrics(0.3, 21422080));
        assertThat(process.spec().env()).containsExactly(Map.entry("PATH", "/bin"));
    }

    @Test
    void savedListComesBack() throws Exception {
        byte[] saved = new DumpFormat.SavedList().encode(List.of(process()));
        assertThat(DumpFormat.decodeList(saved, HOME))
                .containsExactly(process().withMetrics(Metrics.NONE));
    }

    @Test
    void damagedListIsRefused() {
        byte[] saved = new DumpFormat.SavedList().encode(List.of(process()));
        byte[] cut = java.util.Arrays.copyOf(saved, saved.length / 2);
        assertThatThrownBy(() -> DumpFormat.decodeList(cut, HOME))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> DumpFormat.decodeList("[{}]".getBytes(), HOME))
                .isInstanceOf(ProtocolException.class);
    }

    private static List<ProcessEvent> throughTheBus(ProcessEvent... events) throws Exception {
        BusEventDecoder decoder = new BusEventDecoder(HOME, true);
        List<ProcessEvent> decoded = new java.util.ArrayList<>();
        for (ProcessEvent event : events) {
            for (BusMessage message : BusEvents.encode(event)) {
                byte[] bytes = message.encode();
                decoded.addAll(
                        decoder.decode(
                                BusMessage.decode(
                                        new AmpDecoder().feed(ByteBuffer.wrap(bytes)).getFirst())));
            }
        }
        return decoded;
    }

    @Test
    void everyEventComesBackOnce() throws Exception {
        ProcessDescription p = process();
        ProcessEvent[] events = {
            new ProcessEvent.ProcessAdded(p, NOW),
            new ProcessEvent.ProcessChanged(p, NOW),
            new ProcessEvent.ProcessOnline(p, NOW),
            new ProcessEvent.ProcessStarted(p, NOW),
            new ProcessEvent.ProcessExited(p, new ExitStatus.Exited(1), NOW),
            new ProcessEvent.ProcessStopped(p, NOW),
            new ProcessEvent.RestartLimitReached(p, NOW),
            new ProcessEvent.ActionAnnounced(p, "restart", NOW),
            new ProcessEvent.OutputWritten(p, new LogChunk(LogStream.ERR, "x€\n", 5, 5, 2, NOW)),
            new ProcessEvent.MessageReceived(p, Map.of("hello", 1), NOW),
            new ProcessEvent.MessageReceived(p, Map.of("type", "a:b", "data", 1), NOW),
            new ProcessEvent.MessageReceived(p, Map.of("type", 5, "data", 1), NOW),
            new ProcessEvent.MetricsSampled(Map.of(3, p.metrics()), NOW),
            new ProcessEvent.MetricsSampled(
                    Map.of(
                            3, new Metrics(1.5, 10, Optional.of(new Metrics.Usage(2.5, 30))),
                            4, new Metrics(1, 10, Optional.of(new Metrics.Usage(1, 10)))),
                    NOW),
            new ProcessEvent.SupervisorLogged("a line", NOW),
            new ProcessEvent.ProcessDeleted(p.withMetrics(Metrics.NONE), NOW),
        };
        assertThat(throughTheBus(events)).containsExactly(events);
    }

    @Test
    void processCannotForgeWhatOnlyTheSupervisorSays() {
        for (String topic : List.of("process:event", "drover:process", "log:out", "pm2:kill")) {
            ProcessEvent event =
                    new ProcessEvent.MessageReceived(
                            process(), Map.of("type", topic, "data", Map.of("a", 1)), NOW);
            assertThat(BusEvents.encode(event))
                    .extracting(BusMessage::topic)
                    .containsExactly("process:msg");
        }
    }

    @Test
    void aTypeThatIsANumberIsATopic() {
        for (Object type : List.of(5, 5L, 5.0)) {
            Map<String, Object> message = Map.of("type", type, "data", 1);
            assertThat(BusEvents.encode(new ProcessEvent.MessageReceived(process(), message, NOW)))
                    .extracting(BusMessage::topic)
                    .containsExactly("5");
        }
    }

    @Test
    void metricsOfTheApplicationAreStoredAndNotPublished() {
        Map<String, Object> message =
                Map.of("type", "axm:monitor", "data", Map.of("Heap", Map.of("value", 1)));
        assertThat(BusEvents.encode(new ProcessEvent.MessageReceived(process(), message, NOW)))
                .isEmpty();
        ProcessDescription changed = ReportedFields.change(message).orElseThrow().apply(process());
        assertThat(changed.reported())
                .containsEntry("axm_monitor", Map.of("Heap", Map.of("value", 1)));
    }
}
