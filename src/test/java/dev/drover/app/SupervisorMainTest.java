package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.domain.Cause;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SupervisorMainTest {

    @TempDir(factory = NearTheRoot.class)
    private Path folder;

    private Home home;

    @BeforeEach
    void chooseHome() throws Exception {
        home = new Home(folder.resolve("h"));
    }

    @Test
    void sigtermSavesTheListStopsTheServicesAndExitsWithZero() throws Exception {
        try (SupervisorProcess supervisor = new SupervisorProcess(home.root())) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            ProcessHandle service;
            try (ProcessManager manager = ProcessManagers.connect(home).get()) {
                ProcessSpec spec =
                        ProcessSpec.builder(home.root(), "web", Path.of("/bin/sleep"))
                                .args(List.of("1000"))
                                .env(Map.of("PATH", "/usr/bin:/bin"))
                                .build();
                long pid = manager.start(spec).get().getFirst().pid().orElseThrow();
                service = ProcessHandle.of(pid).orElseThrow();
            }
            supervisor.terminate();
            assertThat(supervisor.awaitExit()).isZero();
            assertThat(supervisor.nextLine()).isNull();
            assertThat(service.isAlive()).isFalse();
            assertThat(home.dump()).content().contains("\"name\":\"web\"", "\"/bin/sleep\"");
            assertThat(home.rpcSocket()).doesNotExist();
            assertThat(home.pubSocket()).doesNotExist();
            assertThat(home.pidFile()).doesNotExist();
            assertThat(home.supervisorLog())
                    .content()
                    .containsPattern(
                            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d: PM2 log: "
                                    + "App \\[web:0] starting in -fork mode-\n");
        }
    }

    /** As at the end of a session: the user finds after a log-in what ran before. */
    @Test
    void whatRanAtASigtermRunsAgainWithTheNextSupervisor() throws Exception {
        endWithAService();
        try (SupervisorProcess supervisor = new SupervisorProcess(home.root());
                ProcessManager manager = connectWhenReady(supervisor);
                Bus bus = manager.launchBus().get()) {
            CompletableFuture<ProcessDescription> online = new CompletableFuture<>();
            bus.onEvent(
                    event -> {
                        if (event instanceof ProcessEvent.ProcessOnline on) {
                            online.complete(on.process());
                        }
                    });
            ProcessDescription listed = manager.describe(Target.name("web")).get().getFirst();
            ProcessDescription now =
                    listed.status() == ProcessStatus.ONLINE
                            ? listed
                            : online.get(30, TimeUnit.SECONDS);
            assertThat(now.name()).isEqualTo("web");
            assertThat(now.startCause()).contains(new Cause.Restored());
        }
    }

    @Test
    void whatRanAtASigtermStaysStoppedWhereThatIsSet() throws Exception {
        endWithAService();
        Files.writeString(home.settings(), "{\"bringBack\": false}");
        try (SupervisorProcess supervisor = new SupervisorProcess(home.root());
                ProcessManager manager = connectWhenReady(supervisor)) {
            // Done after all that would be brought back.
            manager.start(sleeping("other")).get();
            assertThat(manager.describe(Target.name("web")).get().getFirst().status())
                    .isEqualTo(ProcessStatus.STOPPED);
        }
    }

    private void endWithAService() throws Exception {
        try (SupervisorProcess supervisor = new SupervisorProcess(home.root())) {
            try (ProcessManager manager = connectWhenReady(supervisor)) {
                manager.start(sleeping("web")).get();
            }
            supervisor.terminate();
            assertThat(supervisor.awaitExit()).isZero();
        }
    }

    private ProcessSpec sleeping(String name) {
        return ProcessSpec.builder(home.root(), name, Path.of("/bin/sleep"))
                .args(List.of("1000"))
                .build();
    }

    @Test
    void theVariablesOfTheSupervisorAreTheDefaultsOfItsServices() throws Exception {
        Map<String, String> variables =
                Map.of("PM2_KILL_SIGNAL", "SIGTERM", "PM2_LOG_DATE_FORMAT", "[at] YYYY");
        try (SupervisorProcess supervisor =
                        new SupervisorProcess(
                                home.root(), SupervisorLauncher.options(), variables);
                ProcessManager manager = connectWhenReady(supervisor)) {
            ProcessSpec spec =
                    ProcessSpec.builder(home.root(), "web", Path.of("/bin/sleep"))
                            .args(List.of("1000"))
                            .build();
            manager.start(spec).get();

            manager.stop(Target.name("web")).get();

            supervisor.terminate();
            assertThat(supervisor.awaitExit()).isZero();
            assertThat(home.supervisorLog())
                    .content()
                    .containsPattern("at \\d{4}: PM2 log: App \\[web:0] exited with .*SIGTERM");
        }
    }

    private ProcessManager connectWhenReady(SupervisorProcess supervisor) throws Exception {
        assertThat(supervisor.nextLine()).isEqualTo("ready");
        return ProcessManagers.connect(home).get();
    }

    @Test
    void aMessageNestedAsDeeplyAsAllowedReachesTheBus() throws Exception {
        Path script = Files.createDirectories(home.root()).resolve("nests.js");
        Files.writeString(
                script,
                """
                let data = [];
                for (let i = 1; i < 980; i++) data = [data];
                process.send({ type: 'process:msg', data });
                setInterval(() => {}, 1000);
                """);
        try (SupervisorProcess supervisor = new SupervisorProcess(home.root())) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            try (ProcessManager manager = ProcessManagers.connect(home).get();
                    Bus bus = manager.launchBus().get()) {
                CompletableFuture<Object> message = new CompletableFuture<>();
                bus.on("process:msg", (_, data) -> message.complete(data.get("data")));
                manager.start(
                                ProcessSpec.builder(home.root(), "nests", script)
                                        .interpreter("node")
                                        .env(Map.of("PATH", System.getenv("PATH")))
                                        .build())
                        .get();
                int depth = 1;
                for (Object at = message.get(); !((List<?>) at).isEmpty(); depth++) {
                    at = ((List<?>) at).getFirst();
                }
                assertThat(depth).isEqualTo(980);
                manager.delete(Target.all()).get();
            }
        }
    }

    @Test
    void secondSupervisorSaysSoAndExitsWithThree() throws Exception {
        try (SupervisorProcess first = new SupervisorProcess(home.root())) {
            assertThat(first.nextLine()).isEqualTo("ready");
            try (SupervisorProcess second = new SupervisorProcess(home.root())) {
                assertThat(second.nextLine()).isNull();
                assertThat(second.errors()).contains("Another supervisor is running in");
                assertThat(second.awaitExit()).isEqualTo(3);
            }
        }
    }

    @Test
    void homeThatCannotBeMadeIsOneSentenceAndExitsWithOne() throws Exception {
        Files.writeString(home.root(), "a file");
        try (SupervisorProcess supervisor = new SupervisorProcess(home.root().resolve("h"))) {
            assertThat(supervisor.nextLine()).isNull();
            assertThat(supervisor.errors().lines()).hasSize(1);
            assertThat(supervisor.awaitExit()).isEqualTo(1);
        }
    }
}
