package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.NearTheRoot;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.SupervisorSession;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.BooleanSupplier;

/** The calling thread plays the FX thread. */
@Timeout(180)
class LastEventsTest {

    private static final int SERVICES = 40;

    @TempDir(factory = NearTheRoot.class)
    private Path folder;

    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();

    /** The window showed most of them as stopping until the next connection. */
    @Test
    void aSessionKnowsHowItsServicesEndedWithTheirSupervisor() throws Exception {
        Home home = new Home(folder.resolve("h"));
        ProcessListModel model = new ProcessListModel();
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        try (SupervisorProcess supervisor = new SupervisorProcess(home.root())) {
            assertThat(supervisor.nextLine()).isEqualTo("ready");
            try (ProcessManager manager = ProcessManagers.connect(home).get()) {
                ProcessSpec spec =
                        ProcessSpec.builder(home.root(), "web", Path.of("/bin/sleep"))
                                .args(List.of("1000"))
                                .instances(SERVICES)
                                .build();
                manager.start(spec).get();
            }
            try (SupervisorSession session =
                    new SupervisorSession(
                            () -> ProcessManagers.connect(home), model, fx::add, scheduler)) {
                session.connect();
                runFxUntil(
                        () -> session.stateProperty().get() instanceof ConnectionState.Connected);
                assertThat(model.descriptions())
                        .hasSize(SERVICES)
                        .allMatch(process -> process.status() == ProcessStatus.ONLINE);
                supervisor.terminate();
                runFxUntil(() -> session.stateProperty().get() instanceof ConnectionState.Lost);
            }
        } finally {
            scheduler.shutdownNow();
        }
        assertThat(model.descriptions())
                .extracting(ProcessDescription::status)
                .containsOnly(ProcessStatus.STOPPED);
    }

    private void runFxUntil(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            fx.take().run();
        }
    }
}
