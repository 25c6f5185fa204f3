package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.drover.client.ConnectOptions;
import dev.drover.client.ConnectOptions.WhenAbsent;
import dev.drover.client.ConnectionException;
import dev.drover.client.InvalidOptionsException;
import dev.drover.client.NoSuchProcessException;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.RefusedException;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessStatus;
import dev.drover.project.AppOptions;
import dev.drover.project.Problem;
import dev.drover.testing.TemporaryFolders;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Connecting with and without a supervisor, and what is said when something is wrong. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ClientConnectTest {

    private Path folder;
    private Home home;
    private ConnectOptions options;
    private @Nullable ProcessHandle supervisor;

    @BeforeEach
    void prepare() throws Exception {
        folder = TemporaryFolders.create();
        home = new Home(folder.resolve("h"));
        options = ConnectOptions.of(home).withFolder(folder);
    }

    @AfterEach
    void endSupervisor() throws Exception {
        if (Files.exists(home.rpcSocket())) {
            try (ProcessManager last = ProcessManagers.connect(home).get()) {
                last.killDaemon().get();
            } catch (ExecutionException e) {
                assertThat(e).cause().isInstanceOf(ConnectionException.class);
            }
        }
        if (supervisor != null) {
            supervisor.onExit().get();
        }
        TemporaryFolders.delete(folder);
    }

    private ProcessManager embedded() throws Exception {
        return ProcessManagers.connect(options.withWhenAbsent(WhenAbsent.EMBED)).get();
    }

    private String failure() {
        try {
            ProcessManagers.connect(options).join().close();
        } catch (CompletionException e) {
            assertThat(e).cause().isInstanceOf(ConnectionException.class);
            return String.valueOf(e.getCause().getMessage());
        }
        throw new AssertionError("connected");
    }

    @Test
    void supervisorInThisProgramEndsWithTheConnection() throws Exception {
        ProcessHandle sleeper;
        try (ProcessManager pm2 =
                ProcessManagers.connect(options.withWhenAbsent(WhenAbsent.EMBED)).get()) {
            ProcessDescription started = pm2.start("sleep 1000").get().getFirst();
            sleeper = ProcessHandle.of(started.pid().orElseThrow()).orElseThrow();
            assertThat(sleeper.isAlive()).isTrue();
        }
        sleeper.onExit().get();
        assertThat(home.rpcSocket()).doesNotExist();
    }

    @Test
    void supervisorThatIsAliveIsUsed() throws Exception {
        try (ProcessManager first = embedded();
                ProcessManager second = embedded()) {
            first.start("sleep 1000").get();
            assertThat(second.list().get()).hasSize(1);
        }
    }

    @Test
    void supervisorIsStartedWhenNoneIsAlive() throws Exception {
        try (ProcessManager pm2 =
                ProcessManagers.connect(options.withWhenAbsent(WhenAbsent.START)).get()) {
            assertThat(pm2.isDrover()).isTrue();
            pm2.start("sleep 1000").get();
        }
        try (ProcessManager again = ProcessManagers.connect(options).get()) {
            assertThat(again.list().get().getFirst().status()).isEqualTo(ProcessStatus.ONLINE);
        }
        long pid = Long.parseLong(Files.readString(home.pidFile()).strip());
        supervisor = ProcessHandle.of(pid).orElseThrow();
    }

    @Test
    void absentHomeIsToldAndNotCreated() {
        assertThat(failure())
                .isEqualTo(
                        "No supervisor answers at %s: the folder %s does not exist."
                                .formatted(home.rpcSocket(), home.root()));
        assertThat(home.root()).doesNotExist();
    }

    @Test
    void homeWithoutADaemonIsTold() throws Exception {
        Files.createDirectory(home.root());
        assertThat(failure()).endsWith("rpc.sock: none runs in this folder.");
        assertThat(home.root()).isEmptyDirectory();
    }

    @Test
    void homeThatIsAFileIsTold() throws Exception {
        Files.writeString(home.root(), "");
        assertThat(failure()).endsWith("h is not a folder.");
    }

    @Test
    void staleSocketIsToldAndLeftAlone() throws Exception {
        Files.createDirectory(home.root());
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(home.rpcSocket()));
        }
        assertThat(failure()).endsWith("rpc.sock: it was left behind by one that has ended.");
        assertThat(home.rpcSocket()).exists();
        Files.delete(home.rpcSocket());
    }

    @Test
    void homeOfAnotherUserIsTold() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may open everything");
        Files.createDirectory(home.root());
        Files.setPosixFilePermissions(home.root(), PosixFilePermissions.fromString("---------"));
        assertThat(failure()).contains("you may not open it; it belongs to ");
        Files.setPosixFilePermissions(home.root(), PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void pathTooLongForASocketIsTold() {
        options = ConnectOptions.of(new Home(folder.resolve("x".repeat(110))));
        assertThat(failure())
                .endsWith(
                        "the path is longer than that of a socket may be; use a home nearer to"
                                + " the root.");
    }

    @Test
    void wrongOptionStartsNothing() throws Exception {
        try (ProcessManager pm2 = embedded()) {
            assertThatThrownBy(
                            () ->
                                    pm2.start(AppOptions.script("nowhere.js").cronRestart("daily"))
                                            .get())
                    .cause()
                    .isInstanceOfSatisfying(
                            InvalidOptionsException.class,
                            e ->
                                    assertThat(e.problems())
                                            .containsExactly(
                                                    new Problem(
                                                            0,
                                                            "\"nowhere.js\" is neither a file in"
                                                                    + " %s nor a program on the PATH."
                                                                            .formatted(folder))));
            assertThat(pm2.list().get()).isEmpty();
        }
    }

    @Test
    void fileWithAnErrorStartsNothing() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("eco.yml"),
                        "- script: sleep 1000\n- script: sleep 1000\n  intances: 2\n");
        try (ProcessManager pm2 = embedded()) {
            assertThatThrownBy(() -> pm2.start(file).get())
                    .cause()
                    .isInstanceOf(InvalidOptionsException.class)
                    .hasMessage(
                            "Nothing was started from %s: line 3: there is no option \"intances\";"
                                            .formatted(file)
                                    + " did you mean \"instances\"?");
            assertThat(pm2.list().get()).isEmpty();
        }
    }

    @Test
    void programIsNotRunWithoutTrust() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("eco.config.js"),
                        "require('fs').writeFileSync('ran', '')\n");
        try (ProcessManager pm2 = embedded()) {
            assertThatThrownBy(() -> pm2.start(file).get())
                    .cause()
                    .isInstanceOf(InvalidOptionsException.class)
                    .hasMessageContaining("is not trusted");
        }
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void unknownTargetHasItsOwnException() throws Exception {
        try (ProcessManager pm2 = embedded()) {
            assertThatThrownBy(() -> pm2.stop(Target.of("nope")).get())
                    .cause()
                    .isInstanceOf(NoSuchProcessException.class);
        }
    }

    @Test
    void scriptThatRunsAlreadyIsRefusedAndAStoppedOneStarted() throws Exception {
        try (ProcessManager pm2 = embedded()) {
            pm2.start("sleep 1000").get();
            assertThatThrownBy(() -> pm2.start("sleep 1000").get())
                    .cause()
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("sleep 1000 runs already: restart it, or force a second copy.");
            pm2.stop(Target.of("sleep 1000")).get();
            assertThat(pm2.start("sleep 1000").get()).hasSize(1);
            assertThat(pm2.list().get())
                    .singleElement()
                    .satisfies(p -> assertThat(p.status()).isEqualTo(ProcessStatus.ONLINE));
        }
    }

    @Test
    void nameThatIsListedIsRestartedWithTheNewOptions() throws Exception {
        try (ProcessManager pm2 = embedded()) {
            AppOptions app = AppOptions.script("sleep 1000").name("s").namespace("n");
            pm2.start(app.env("A", "1")).get();
            pm2.start(app.env(Map.of("A", "2")).maxRestarts(3)).get();
            ProcessDescription after = pm2.list().get().getFirst();
            assertThat(pm2.list().get()).hasSize(1);
            assertThat(after.spec().env()).containsEntry("A", "2");
            assertThat(after.spec().restart().maxRestarts()).isEqualTo(3);
            assertThat(after.restarts()).isEqualTo(1);
            pm2.start(app.force(true)).get();
            assertThat(pm2.list().get()).hasSize(2);
        }
    }

    @Test
    void restartChangesOnlyWhatIsSaid() throws Exception {
        try (ProcessManager pm2 = embedded()) {
            pm2.start(AppOptions.script("sleep 1000").name("s").maxRestarts(3)).get();
            pm2.restart(Target.all(), AppOptions.none().watch(true).autorestart(false)).get();
            ProcessDescription after = pm2.list().get().getFirst();
            assertThat(after.spec().restart().maxRestarts()).isEqualTo(3);
            assertThat(after.spec().restart().autorestart()).isFalse();
            assertThat(after.spec().extra()).containsEntry("watch", true);
        }
    }
}
