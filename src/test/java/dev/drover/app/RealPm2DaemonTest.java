package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.client.Bus;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.RequestException;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Our client attached to PM2's own daemon. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RealPm2DaemonTest {

    private Home home;
    private Path apps;
    private ProcessManager manager;

    @BeforeAll
    static void install() throws Exception {
        NpmPm2.install();
    }

    @BeforeEach
    void startDaemon() throws Exception {
        apps = Files.createTempDirectory(Path.of("/tmp"), "dr");
        home = new Home(apps.resolve("h"));
        Map<String, String> environment =
                Map.of("PM2_HOME", home.root().toString(), "PM2_DISABLE_VERSION_CHECK", "true");
        NpmPm2.Output output =
                NpmPm2.run(apps, environment, List.of("node", NpmPm2.PROGRAM.toString(), "ping"));
        assertThat(output.exit()).as(output.text()).isZero();
        manager = ProcessManagers.connect(home).get();
    }

    @AfterEach
    void endDaemon() throws Exception {
        manager.killDaemon().get();
    }

    private ProcessSpec.Builder app() throws Exception {
        Path script = Files.copy(NpmPm2.SOURCES.resolve("app.js"), apps.resolve("app.js"));
        return ProcessSpec.builder(home.root(), "app", script)
                .interpreter("node")
                .env(Map.of("PATH", System.getenv("PATH")));
    }

    @Test
    void serviceIsStartedListedAndStopped() throws Exception {
        assertThat(manager.features()).isEmpty();
        ProcessDescription started = manager.start(app().build()).get().getFirst();
        assertThat(started.status()).isEqualTo(ProcessStatus.ONLINE);
        ProcessDescription listed = manager.list().get().getFirst();
        assertThat(listed.pid()).isEqualTo(started.pid()).isPresent();
        assertThat(listed.spec().script()).isEqualTo(apps.resolve("app.js"));
        assertThat(manager.restart(Target.name("app")).get()).hasSize(1);
        manager.stop(Target.name("app")).get();
        assertThat(manager.list().get().getFirst().status()).isEqualTo(ProcessStatus.STOPPED);
        assertThat(manager.start(Target.all()).get().getFirst().status())
                .isEqualTo(ProcessStatus.ONLINE);
    }

    @Test
    void eventsAndLogsAreUnderstood() throws Exception {
        BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();
        try (Bus bus = manager.launchBus().get()) {
            bus.onEvent(events::add);
            ProcessDescription started = manager.start(app().build()).get().getFirst();
            String output = "";
            boolean online = false;
            while (!online || !output.contains("hello from app")) {
                ProcessEvent event = events.take();
                online |= event instanceof ProcessEvent.ProcessOnline;
                output +=
                        event instanceof ProcessEvent.OutputWritten written
                                ? written.chunk().text()
                                : "";
            }
            assertThat(manager.logTail(started.id(), 1000).get().chunks())
                    .anySatisfy(chunk -> assertThat(chunk.text()).contains("hello from app"));
            manager.sendDataToProcessId(started.id(), "process:msg", "topic", Map.of("a", 1)).get();
            while (!(events.take() instanceof ProcessEvent.MessageReceived received)
                    || !String.valueOf(received.message()).contains("echo")) {
                assertThat(events).isNotNull();
            }
        }
    }

    @Test
    void whatPm2CannotDoIsOneClearSentence() {
        assertThatThrownBy(() -> manager.runs(0).get())
                .cause()
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("is a PM2 daemon, which cannot do this");
    }
}
