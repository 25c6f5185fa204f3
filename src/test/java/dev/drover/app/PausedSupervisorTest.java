package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.client.ConnectOptions;
import dev.drover.client.ConnectOptions.WhenAbsent;
import dev.drover.client.ConnectionException;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.domain.Home;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A supervisor that a signal has stopped answers nobody: its clients are told so (fault F4). */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PausedSupervisorTest {

    @TempDir(factory = NearTheRoot.class)
    private Path own;

    private Home home;
    private SupervisorProcess supervisor;
    private ProcessManager manager;

    @BeforeEach
    void start() throws Exception {
        home = new Home(own.resolve("h"));
        supervisor = new SupervisorProcess(home.root());
        assertThat(supervisor.nextLine()).isEqualTo("ready");
        manager = ProcessManagers.connect(home).get();
    }

    @AfterEach
    void end() throws Exception {
        signal("CONT");
        manager.close();
        supervisor.close();
    }

    private void signal(String name) throws Exception {
        String pid = Long.toString(supervisor.pid());
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
        while (name.equals("STOP") && !hasStopped(Path.of("/proc", pid, "task"))) {
            Thread.onSpinWait();
        }
    }

    /** The signal is sent to one thread; the others answer until they hear of it, too. */
    private static boolean hasStopped(Path threads) throws IOException {
        try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                if (!Files.readString(thread.resolve("status")).contains("\nState:\tT")) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException _) {
            // It ended between the two looks.
            return false;
        }
    }

    @Test
    void requestThatIsUnderWayFailsAndSaysWhatHelps() throws Exception {
        signal("STOP");
        assertThatThrownBy(() -> manager.list().get())
                .hasCauseInstanceOf(ConnectionException.class)
                .hasMessageContaining("is paused; kill -CONT " + supervisor.pid())
                .hasMessageContaining("may still be carried out when it goes on");
    }

    @Test
    void connectionEndsThoughNobodyAsksAnything() throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        manager.onClose(() -> closed.complete(null));
        signal("STOP");
        closed.get();
    }

    @Test
    void pausedSupervisorDoesNotCountAsEnded() throws Exception {
        signal("STOP");
        assertThatThrownBy(() -> manager.shutdown().get())
                .hasCauseInstanceOf(ConnectionException.class)
                .hasMessageContaining("is paused")
                .hasMessageContaining("may still be carried out when it goes on");
        signal("CONT");
    }

    @Test
    void newConnectionFailsUntilTheSupervisorGoesOn() throws Exception {
        signal("STOP");
        assertThatThrownBy(() -> ProcessManagers.connect(home).get())
                .hasCauseInstanceOf(ConnectionException.class)
                .hasMessageContaining("is paused; kill -CONT " + supervisor.pid());
        signal("CONT");
        try (ProcessManager again = ProcessManagers.connect(home).get()) {
            assertThat(again.list().get()).isEmpty();
        }
    }

    @Test
    void noOtherSupervisorIsStartedBesideAPausedOne() throws Exception {
        signal("STOP");
        ConnectOptions options = ConnectOptions.of(home).withWhenAbsent(WhenAbsent.START);
        assertThatThrownBy(() -> ProcessManagers.connect(options).get())
                .hasCauseInstanceOf(ConnectionException.class)
                .hasMessageContaining("is paused; kill -CONT " + supervisor.pid());
        // With a supervisor comes its keeper.
        assertThat(home.keeperProgram()).doesNotExist();
    }
}
