package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.Bus;
import dev.drover.client.ConnectOptions;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.domain.ExecMode;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.Signal;
import dev.drover.project.AppOptions;
import dev.drover.project.FileSelection;
import dev.drover.project.TrustedFolders;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The examples of docs/client.md, run against Drover's supervisor and PM2's daemon, with {@code
 * -Ddrover.pm2.suite=full} those of versions 5 and 6 too. {@link ClientPageTest} checks that the
 * page has nothing else.
 */
@ParameterizedClass
@MethodSource("peers")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ClientExamplesTest {

    private static SharedPeer shared;

    static List<Peer> peers() {
        return "full".equals(System.getProperty("drover.pm2.suite"))
                ? List.of(Peer.values())
                : List.of(Peer.DROVER, Peer.PM2_7);
    }

    @Parameter Peer peer;

    private Path apps;
    private ConnectOptions options;

    @BeforeParameterizedClassInvocation
    static void startDaemon(Peer peer) throws Exception {
        shared = new SharedPeer(peer);
    }

    @AfterParameterizedClassInvocation
    static void endDaemon() throws Exception {
        shared.close();
    }

    @BeforeEach
    void writePrograms() throws Exception {
        apps = shared.folder();
        Files.copy(NpmPm2.SOURCES.resolve("app.js"), apps.resolve("api.js"));
        Files.writeString(
                apps.resolve("ecosystem.json"),
                "{ \"apps\": [{ \"name\": \"filed\", \"script\": \"api.js\" }] }");
        Files.writeString(
                apps.resolve("ecosystem.config.js"),
                """
                module.exports = { apps: [{
                  name: 'evaluated', script: 'api.js',
                  env_production: { LEVEL: 'error' },
                }] };
                """);
        options = ConnectOptions.of(shared.home()).withFolder(apps);
    }

    @AfterEach
    void clear() throws Exception {
        shared.clear();
    }

    private ProcessManager connect() throws Exception {
        return ProcessManagers.connect(options).get();
    }

    private static List<String> names(List<ProcessDescription> list) {
        return list.stream().map(ProcessDescription::name).toList();
    }

    @Test
    void quickStart() throws Exception {
        List<ProcessDescription> list;
        try (ProcessManager pm2 = ProcessManagers.connect(options).get()) {
            pm2.start(AppOptions.script("api.js").name("api")).get();
            list = pm2.list().get();
            pm2.restart(Target.name("api")).get();
        }
        assertThat(names(list)).containsExactly("api");
        assertThat(list.getFirst().status()).isEqualTo(ProcessStatus.ONLINE);
        try (ProcessManager pm2 = connect()) {
            ProcessDescription after = pm2.list().get().getFirst();
            assertThat(after.restarts()).isEqualTo(1);
            assertThat(after.pid()).isPresent().isNotEqualTo(list.getFirst().pid());
        }
    }

    @Test
    void simpleExample() throws Exception {
        try (ProcessManager pm2 = connect()) {
            List<ProcessDescription> instances =
                    pm2.start(
                                    AppOptions.script("api.js")
                                            .execMode(ExecMode.CLUSTER)
                                            .instances(2)
                                            .maxMemoryRestart(100L << 20))
                            .get();
            assertThat(instances).hasSize(2);
            assertThat(instances.getFirst().spec().mode()).isEqualTo(ExecMode.CLUSTER);
            assertThat(instances.getFirst().spec().restart().maxMemory()).contains(100L << 20);
        }
    }

    @Test
    void formsOfStart() throws Exception {
        TrustedFolders trusted = new TrustedFolders(apps.resolve("state/trusted.json"));
        trusted.add(apps);
        try (ProcessManager pm2 = connect()) {
            pm2.start("api.js").get();

            pm2.start(AppOptions.script("api.js").name("web").args("--port", "8080")).get();

            pm2.start(Path.of("ecosystem.json")).get();

            pm2.start(
                            List.of(
                                    AppOptions.script("api.js").name("a"),
                                    AppOptions.script("api.js").name("b")))
                    .get();

            pm2.start(
                            Path.of("ecosystem.config.js"),
                            FileSelection.ALL.withEnvironment("production"),
                            trusted)
                    .get();

            List<ProcessDescription> list = pm2.list().get();
            assertThat(names(list)).containsExactly("api", "web", "filed", "a", "b", "evaluated");
            assertThat(list.get(1).spec().args()).containsExactly("--port", "8080");
            assertThat(list.getLast().spec().env()).containsEntry("LEVEL", "error");
        }
    }

    @Test
    void functions() throws Exception {
        try (ProcessManager pm2 = connect()) {
            pm2.start("api.js").get();

            pm2.stop(Target.name("api")).get();
            pm2.restart(Target.name("api")).get();
            pm2.restart(Target.id(0), AppOptions.none().env("LEVEL", "debug")).get();
            pm2.reload(Target.all()).get();
            List<ProcessDescription> api = pm2.describe(Target.name("api")).get();
            pm2.sendSignalToProcessName("api", Signal.SIGCONT).get();
            pm2.sendSignalToProcessId(0, Signal.SIGCONT).get();
            pm2.flush(Target.name("api")).get();
            pm2.reloadLogs().get();
            pm2.dump().get();
            pm2.delete(Target.all()).get();

            assertThat(api.getFirst().spec().env()).containsEntry("LEVEL", "debug");
            assertThat(pm2.list().get()).isEmpty();
            assertThat(options.home().dump()).content().contains("\"name\":\"api\"");
        }
    }

    @Test
    void processDescription() throws Exception {
        try (ProcessManager pm2 = connect()) {
            pm2.start(AppOptions.script("api.js").name("api")).get();

            ProcessDescription api = pm2.describe(Target.name("api")).get().getFirst();
            String line =
                    "%d %s pid %d, %s, %.1f %% CPU, %d bytes, up since %s, %d restarts"
                            .formatted(
                                    api.id(),
                                    api.name(),
                                    api.pid().orElse(0),
                                    api.status().word(),
                                    api.metrics().cpuPercent(),
                                    api.metrics().memoryBytes(),
                                    api.startedAt().orElseThrow(),
                                    api.restarts());

            assertThat(line).startsWith("0 api pid ").contains("online", "0 restarts");
            assertThat(api.spec().script()).isEqualTo(apps.resolve("api.js"));
            assertThat(api.spec().cwd()).isEqualTo(apps);
            assertThat(api.spec().interpreter()).isEqualTo("node");
            assertThat(api.spec().logs().out())
                    .isEqualTo(options.home().logs().resolve("api-out.log"));
            assertThat(api.spec().logs().err())
                    .isEqualTo(options.home().logs().resolve("api-error.log"));
            assertThat(api.unstableRestarts()).isZero();
            assertThat(api.spec().instances()).isEqualTo(1);
        }
    }

    @Test
    void messageToAProcessAndBack() throws Exception {
        try (ProcessManager pm2 = connect()) {
            int id = pm2.start(AppOptions.script("api.js")).get().getFirst().id();

            BlockingQueue<Map<String, Object>> packets = new LinkedBlockingQueue<>();
            try (Bus bus = pm2.launchBus().get()) {
                bus.on("process:msg", (topic, packet) -> packets.add(packet));
                pm2.sendDataToProcessId(id, Map.of("some", "data")).get();
                Map<String, Object> answer = packets.take();

                assertThat(answer.get("data"))
                        .isEqualTo(
                                Map.of(
                                        "echo",
                                        Map.of(
                                                "id",
                                                id,
                                                "type",
                                                "process:msg",
                                                "topic",
                                                true,
                                                "data",
                                                Map.of("some", "data"))));
            }
        }
    }

    @Test
    void logsOfAService() throws Exception {
        try (ProcessManager pm2 = connect()) {
            BlockingQueue<String> lines = new LinkedBlockingQueue<>();
            try (Bus bus = pm2.launchBus().get()) {
                bus.on("log:*", (topic, event) -> lines.add(topic + " " + event.get("data")));
                bus.onClose(() -> lines.add("Bus closed"));
                pm2.start(AppOptions.script("api.js").name("echo")).get();
                String seen = "";
                while (!seen.contains("log:out hello from app")
                        || !seen.contains("log:err an error line")) {
                    seen += lines.take();
                }
            }
            while (!lines.take().equals("Bus closed")) {
                assertThat(lines).isNotNull();
            }
        }
    }

    @Test
    void decodedEvents() throws Exception {
        try (ProcessManager pm2 = connect()) {
            BlockingQueue<String> seen = new LinkedBlockingQueue<>();
            try (Bus bus = pm2.launchBus().get()) {
                bus.onEvent(
                        event -> {
                            switch (event) {
                                case ProcessEvent.ProcessOnline online ->
                                        seen.add(online.process().name() + " is online");
                                case ProcessEvent.ProcessExited exited ->
                                        seen.add(exited.process().name() + " " + exited.status());
                                default -> {}
                            }
                        });
                pm2.start("api.js").get();
                // PM2 5 tells this after its answer, and not at all when the end comes first.
                assertThat(seen.take()).isEqualTo("api is online");
                pm2.delete(Target.name("api")).get();
                assertThat(seen.take()).startsWith("api ");
            }
        }
    }

    @Test
    void endOfTheDaemon() throws Exception {
        try (ProcessManager pm2 = connect()) {
            pm2.start("api.js").get();
            ProcessHandle api =
                    ProcessHandle.of(pm2.list().get().getFirst().pid().orElseThrow()).orElseThrow();
            pm2.killDaemon().get();
            api.onExit().get();
        }
        shared.awaitEnd();
        assertThat(options.home().rpcSocket()).doesNotExist();
    }
}
