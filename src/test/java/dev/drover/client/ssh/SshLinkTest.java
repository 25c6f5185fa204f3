package dev.drover.client.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.client.Bus;
import dev.drover.client.ConnectOptions;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.Target;
import dev.drover.client.UnsupportedRequestException;
import dev.drover.client.ssh.SshFailure.Kind;
import dev.drover.daemon.Daemon;
import dev.drover.daemon.DaemonOptions;
import dev.drover.domain.Cause;
import dev.drover.domain.Home;
import dev.drover.domain.LogChunk;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ProcessStatus;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A supervisor behind a real sshd, and what goes wrong between. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SshLinkTest {

    /** Everything that a shell, ssh or sshd might take for something else. */
    private static final String DIFFICULT = "it's a \"home\" $(touch x);100%h:y\\z";

    @TempDir(factory = NearTheRoot.class)
    Path folder;

    private LoopbackSshd sshd;
    private final Map<Home, Daemon> daemons = new LinkedHashMap<>();
    private final List<SshLink> links = new ArrayList<>();
    private final BlockingQueue<SshLink.Step> steps = new LinkedBlockingQueue<>();

    @BeforeEach
    void startSshd() throws Exception {
        Files.createDirectories(folder.resolve("run"));
        Files.createDirectories(folder.resolve("user"));
        sshd =
                LoopbackSshd.start(
                        folder.resolve("sshd"),
                        Map.of("HOME", folder.resolve("user").toString(), "PATH", path()));
    }

    @AfterEach
    void endEverything() throws Exception {
        links.forEach(link -> link.end().orTimeout(60, TimeUnit.SECONDS).join());
        for (Home home : daemons.keySet()) {
            try (ProcessManager last = ProcessManagers.connect(home).get()) {
                last.killDaemon().get();
            }
        }
        daemons.values().forEach(Daemon::awaitEnd);
        if (sshd != null) {
            sshd.close();
        }
    }

    private String path() {
        return folder.resolve("bin") + ":/usr/bin:/bin";
    }

    private Home supervisor(String name) throws Exception {
        Home home = new Home(folder.resolve("user").resolve(name));
        daemons.put(home, Daemon.open(home, DaemonOptions.DEFAULT));
        return home;
    }

    private SshLink link(String destination, String home) {
        SshLink link =
                new SshLink(
                        sshd.client(),
                        RemoteHome.parse(destination, home).orElseThrow(),
                        Map.of("XDG_RUNTIME_DIR", folder.resolve("run").toString()),
                        "the test",
                        steps::add);
        links.add(link);
        return link;
    }

    private static SshFailure failure(CompletableFuture<?> future) {
        Throwable thrown =
                future.handle((_, failure) -> failure).orTimeout(60, TimeUnit.SECONDS).join();
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        assertThat(cause).isInstanceOf(SshFailure.class);
        return (SshFailure) cause;
    }

    private static ProcessSpec.Builder shell(Home home, String name, String command) {
        return ProcessSpec.builder(home.root(), name, Path.of("/bin/sh"))
                .args(List.of("-c", command))
                .env(Map.of("PATH", "/usr/bin:/bin"));
    }

    private List<ProcessHandle> sshs() {
        String mark = sshd.clientConfiguration().toString();
        return ProcessHandle.current()
                .descendants()
                .filter(p -> p.info().commandLine().filter(c -> c.contains(mark)).isPresent())
                .toList();
    }

    @Test
    void listsActsAndFollowsLogsOfTheHomeUnderTheAccountsFolder() throws Exception {
        Home home = supervisor(".drover");
        ProcessManager manager = link("box", "~/.drover").connect().get();
        assertThat(steps)
                .containsExactly(
                        SshLink.Step.ASKING_HOME, SshLink.Step.FORWARDING, SshLink.Step.GREETING);
        assertThat(manager.home()).isEqualTo(home);
        assertThat(manager.isDrover()).isTrue();

        BlockingQueue<String> output = new LinkedBlockingQueue<>();
        Bus bus = manager.launchBus().get();
        bus.onEvent(
                event -> {
                    if (event instanceof ProcessEvent.OutputWritten written) {
                        output.add(written.chunk().text());
                    }
                });
        ProcessDescription started =
                manager.start(shell(home, "greeter", "echo hello; exec sleep 1000").build())
                        .get()
                        .getFirst();
        assertThat(output.poll(30, TimeUnit.SECONDS)).isEqualTo("hello\n");
        assertThat(manager.list().get())
                .extracting(ProcessDescription::name)
                .containsExactly("greeter");
        assertThat(manager.logTail(started.id(), 1000).get().chunks())
                .extracting(LogChunk::text)
                .containsExactly("hello\n");
        manager.stop(Target.id(started.id())).get();
        assertThat(manager.describe(Target.id(started.id())).get().getFirst().status())
                .isEqualTo(ProcessStatus.STOPPED);
        assertThat(manager.runs(started.id()).get().getFirst().startCause())
                .isEqualTo(new Cause.ByUser("the test"));
        manager.delete(Target.all()).get();
        manager.close();
    }

    @Test
    void homeWithSpacesQuotesAndSignsOfShellsIsReached() throws Exception {
        Home home = supervisor(DIFFICULT);
        try (ProcessManager manager = link("box", home.root().toString()).connect().get()) {
            assertThat(manager.home()).isEqualTo(home);
            assertThat(manager.list().get()).isEmpty();
            assertThat(steps).containsExactly(SshLink.Step.FORWARDING, SshLink.Step.GREETING);
        }
        try (ProcessManager manager = link("box", "~/" + DIFFICULT).connect().get()) {
            assertThat(manager.home()).isEqualTo(home);
        }
        assertThat(folder.resolve("user/x")).doesNotExist();
    }

    @Test
    void socketsAreInAFolderOfThisUserOnlyAndGoWithTheLink() throws Exception {
        supervisor("h");
        SshLink link = link("box", "~/h");
        link.connect().get().close();
        Path sockets;
        try (Stream<Path> made = Files.list(folder.resolve("run"))) {
            sockets = made.toList().getFirst();
        }
        assertThat(Files.getPosixFilePermissions(sockets))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(sockets.resolve("rpc.sock")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        List<ProcessHandle> running = sshs();
        assertThat(running).hasSize(1);
        link.end().join();
        running.forEach(ssh -> ssh.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        assertThat(sockets).doesNotExist();
    }

    @Test
    void twoLinksToOneHomeAreApart() throws Exception {
        supervisor("h");
        SshLink first = link("box", "~/h");
        SshLink second = link("box", "~/h");
        ProcessManager one = first.connect().get();
        ProcessManager other = second.connect().get();
        first.end().join();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        one.onClose(() -> gone.complete(null));
        gone.get(30, TimeUnit.SECONDS);
        assertThat(other.list().get()).isEmpty();
        other.close();
    }

    @Test
    void afterSshdWasKilledTheNextConnectionFailsAndWhenItIsBackTheNextSucceeds() throws Exception {
        supervisor("h");
        SshLink link = link("box", "~/h");
        ProcessManager manager = link.connect().get();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        manager.onClose(() -> gone.complete(null));
        sshd.kill();
        gone.get(60, TimeUnit.SECONDS);
        SshFailure failure = failure(link.connect());
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.needsUser()).isFalse();
        sshd.launch();
        try (ProcessManager again = link.connect().get()) {
            assertThat(again.list().get()).isEmpty();
        }
    }

    @Test
    void keyThatIsNotKnownIsNotAccepted() throws Exception {
        sshd.forgetHostKey();
        SshFailure failure = failure(link("box", "~/h").connect());
        assertThat(failure.kind()).isEqualTo(Kind.HOST_KEY_UNKNOWN);
        assertThat(failure.needsUser()).isTrue();
        assertThat(failure).hasMessageContaining("run \"ssh box\" once in a terminal");
    }

    @Test
    void keyThatHasChangedIsNotAccepted() throws Exception {
        sshd.changeHostKey();
        SshFailure failure = failure(link("box", "~/h").connect());
        assertThat(failure.kind()).isEqualTo(Kind.HOST_KEY_CHANGED);
        assertThat(failure.needsUser()).isTrue();
    }

    @Test
    void withoutAKeyItSaysWhatToDo() throws Exception {
        sshd.forgetUserKey();
        SshFailure failure = failure(link("box", "~/h").connect());
        assertThat(failure.kind()).isEqualTo(Kind.PERMISSION_DENIED);
        assertThat(failure.needsUser()).isTrue();
        assertThat(failure).hasMessageContaining("ssh-copy-id box");
    }

    @Test
    void hostThatNobodyKnowsIsNamed() {
        SshFailure failure = failure(link("no-such-host.invalid", "~/h").connect());
        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN_HOST);
        assertThat(failure).hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void withoutASshProgramItSaysSo() {
        SshLink link =
                new SshLink(
                        new SshProgram(List.of("/nonexistent/ssh")),
                        RemoteHome.parse("box", "~/h").orElseThrow(),
                        Map.of(),
                        "the test",
                        steps::add);
        assertThat(failure(link.connect()).kind()).isEqualTo(Kind.NO_SSH);
    }

    @Test
    void homeThatIsNotThereIsNamed() {
        SshFailure failure = failure(link("box", "~/nowhere").connect());
        assertThat(failure.kind()).isEqualTo(Kind.NO_HOME);
        assertThat(failure).hasMessageContaining(folder.resolve("user/nowhere").toString());
    }

    @Test
    void withoutASupervisorItSaysSoAndFindsTheOneThatComes() throws Exception {
        Files.createDirectories(folder.resolve("user/h"));
        SshLink link = link("box", "~/h");
        SshFailure failure = failure(link.connect());
        assertThat(failure.kind()).isEqualTo(Kind.NO_SUPERVISOR);
        assertThat(failure.needsUser()).isFalse();
        List<ProcessHandle> before = sshs();
        supervisor("h");
        link.connect().get().close();
        assertThat(sshs()).isEqualTo(before);
    }

    @Test
    void forwardingThatIsForbiddenIsExplained() throws Exception {
        supervisor("h");
        sshd.restrict("AllowStreamLocalForwarding no");
        SshFailure failure = failure(link("box", folder.resolve("user/h").toString()).connect());
        assertThat(failure.kind()).isEqualTo(Kind.FORWARDING_FORBIDDEN);
        assertThat(failure).hasMessageContaining("AllowStreamLocalForwarding");
    }

    @Test
    void accountWithoutAShellIsExplained() throws Exception {
        sshd.restrict("ForceCommand echo This account is for backups; exit 1");
        SshFailure failure = failure(link("box", "~/h").connect());
        assertThat(failure.kind()).isEqualTo(Kind.NO_SHELL);
    }

    @Test
    void supervisorIsStartedOverThere() throws Exception {
        Path program = folder.resolve("bin/drover");
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\necho \"$@\" >\"$HOME/called\"\nexit 3\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        SshLink link = link("box", "~/" + DIFFICULT);
        SshFailure failure = failure(link.startSupervisor());
        assertThat(failure.kind()).isEqualTo(Kind.START_FAILED);
        assertThat(Files.readString(folder.resolve("user/called")))
                .isEqualTo("--home %s daemon\n".formatted(folder.resolve("user/" + DIFFICULT)));
    }

    @Test
    void withoutDroverOverThereNothingCanBeStarted() {
        SshFailure failure = failure(link("box", "~/h").startSupervisor());
        assertThat(failure.kind()).isEqualTo(Kind.NO_PROGRAM);
    }

    @Test
    void nothingIsStartedInPm2sHome() throws Exception {
        Path program = folder.resolve("bin/drover");
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\ntouch \"$HOME/called\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder.resolve("user/other/modules"));
        for (String home : List.of("~/.pm2", "~/other")) {
            SshFailure failure = failure(link("box", home).startSupervisor());
            assertThat(failure.kind()).isEqualTo(Kind.PM2_HOME);
        }
        assertThat(folder.resolve("user/called")).doesNotExist();
    }

    @Test
    void supervisorThatWasStartedOverThereIsFound() throws Exception {
        Path asked = folder.resolve("user/asked");
        Path ended = folder.resolve("user/ended");
        assertThat(
                        new ProcessBuilder("mkfifo", asked.toString(), ended.toString())
                                .start()
                                .waitFor())
                .isZero();
        Path program = folder.resolve("bin/drover");
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\necho >\"$HOME/asked\"\nexec cat \"$HOME/ended\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        SshLink link = link("box", "~/h");
        CompletableFuture<Void> starting = link.startSupervisor();
        Files.readString(asked);
        supervisor("h");
        starting.get(60, TimeUnit.SECONDS);
        Files.newOutputStream(ended).close();
        link.connect().get().close();
    }

    @Test
    void connectingIsCancelled() throws Exception {
        // Somebody listens there and says nothing.
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SshLink link = link("127.0.0.1:" + silent.getLocalPort(), "~/h");
            CompletableFuture<ProcessManager> connecting = link.connect();
            silent.accept();
            link.disconnect();
            SshFailure failure = failure(connecting);
            assertThat(failure.kind()).isEqualTo(Kind.CANCELLED);
            assertThat(failure.needsUser()).isTrue();
            assertThat(failure(link.connect()).kind()).isEqualTo(Kind.CANCELLED);
        }
    }

    @Test
    void disconnectedLinkConnectsAgainWhenItIsResumed() throws Exception {
        supervisor("h");
        SshLink link = link("box", "~/h");
        ProcessManager manager = link.connect().get();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        manager.onClose(() -> gone.complete(null));
        link.disconnect();
        gone.get(30, TimeUnit.SECONDS);
        assertThat(failure(link.connect()).kind()).isEqualTo(Kind.CANCELLED);
        link.resume();
        link.connect().get().close();
    }

    @Test
    void sshEndsWithTheProgramThatIsKilled() throws Exception {
        Home home = supervisor("h");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(
                Path.of(System.getProperty("drover.classes")).resolveSibling("test-classes")
                        + File.pathSeparator
                        + System.getProperty("drover.classes")
                        + File.pathSeparator
                        + System.getProperty("drover.libs")
                        + "/*");
        command.add("dev.drover.testchild.HoldsRemoteHome");
        command.addAll(List.of(sshd.program().toString(), "box", "~/h"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
        Process program = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = program.inputReader()) {
            assertThat(output.readLine()).isEqualTo("connected to " + home.root());
            List<ProcessHandle> running = sshs();
            assertThat(running).hasSize(1);
            program.destroyForcibly();
            running.forEach(ssh -> ssh.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void whatAShellPrintsAtLoginDoesNoHarm() throws Exception {
        supervisor("h");
        String command = "echo Welcome; head -c 100000 /dev/zero; echo; eval $SSH_ORIGINAL_COMMAND";
        sshd.restrict(
                "ForceCommand " + command,
                "SetEnv HOME=" + folder.resolve("user") + " PATH=/usr/bin:/bin");
        link("box", "~/h").connect().get().close();
    }

    @Test
    void forwardingsOfTheUsersOwnConfigurationDoNotMatter() throws Exception {
        supervisor("h");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            sshd.configureClient(
                    "LocalForward 127.0.0.1:%d 127.0.0.1:9".formatted(taken.getLocalPort()),
                    "ControlMaster auto",
                    "ControlPath " + folder.resolve("master"));
            link("box", "~/h").connect().get().close();
            assertThat(folder.resolve("master")).doesNotExist();
        }
    }

    @Test
    void filesOfTheOtherMachineAreNotTouchedHere() throws Exception {
        Home home = supervisor("h");
        try (ProcessManager manager = link("box", "~/h").connect().get()) {
            assertThatThrownBy(() -> manager.flush(Target.all()).join())
                    .hasCauseInstanceOf(UnsupportedRequestException.class)
                    .hasMessageContaining(home.root().toString());
            assertThatThrownBy(() -> manager.dump().join())
                    .hasCauseInstanceOf(UnsupportedRequestException.class);
            assertThatThrownBy(() -> manager.start("app.js").join())
                    .hasCauseInstanceOf(UnsupportedRequestException.class);
        }
        assertThat(home.dump()).doesNotExist();
    }

    @Test
    void aSupervisorIsNotStartedBehindAForwardedSocket() {
        ConnectOptions forwarded = ConnectOptions.of(new Home(folder)).withForwarded(folder);
        assertThatThrownBy(() -> forwarded.withWhenAbsent(ConnectOptions.WhenAbsent.START))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAKilledProgramHasLeftIsSweptAway() throws IOException {
        Process dead = new ProcessBuilder("true").start();
        dead.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        Path run = folder.resolve("run");
        Path left = Files.createDirectory(run.resolve("drover-ssh-" + dead.pid() + "-1"));
        Files.createFile(left.resolve("rpc.sock"));
        Path alive =
                Files.createDirectory(
                        run.resolve("drover-ssh-" + ProcessHandle.current().pid() + "-1"));
        try (SocketFolder made = SocketFolder.create(Map.of("XDG_RUNTIME_DIR", run.toString()))) {
            assertThat(left).doesNotExist();
            assertThat(alive).exists();
            assertThat(made.path()).isEmptyDirectory();
        }
    }
}
