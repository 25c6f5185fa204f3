package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IGNORING;
import static dev.drover.childprocess.ChildRig.IPC;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.await;
import static dev.drover.childprocess.ChildRig.environmentWith;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.posix.PosixBackend;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What only the native backend can do. */
final class NativeChildProcessTest extends ChildProcessContract {

    private static final Backend BACKEND = new PosixBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }

    @Test
    void itIsTheBackendOfThisMachine() {
        assertThat(BACKEND.isUsable()).isTrue();
        assertThat(ChildProcesses.choose(null)).isInstanceOf(PosixBackend.class);
    }

    @Test
    void killingTheGroupThatAnEndedChildLeftClosesItsDescriptor() throws Exception {
        List<ChildProcess> children = new ArrayList<>();
        long before = Descriptors.open();
        for (int i = 0; i < 20; i++) {
            ChildProcess child = rig.sh(IGNORING.withDetached(true), "sleep 600 & exit 0");
            exit(child);
            assertThat(child.killGroup(Signal.SIGKILL)).isTrue();
            children.add(child);
        }
        Descriptors.settle(Descriptors::open, before + 9);
        assertThat(children).hasSize(20);
    }

    @Test
    void exitCode137IsNotASignal() throws Exception {
        assertThat(exit(rig.sh(IGNORING, "exit 137"))).isEqualTo(new ExitStatus.Exited(137));
        assertThat(exit(rig.sh(IGNORING, "kill -9 $$")))
                .isEqualTo(new ExitStatus.Signaled(Signal.SIGKILL, false));
    }

    @Test
    @DisplayName("KL-15 real-time signals have a number")
    void realTimeSignalsHaveANumber() throws Exception {
        assertThat(exit(rig.sh(IGNORING, "kill -34 $$")))
                .isEqualTo(new ExitStatus.Signaled(Signal.ofNumber(34), false));
    }

    @Test
    void argv0IsWhatTheChildSeesFirst() throws Exception {
        assertThat(
                        rig.output(
                                SpawnOptions.DEFAULT.withArgv0("my-app [worker 3]"),
                                "sh",
                                "-c",
                                "tr '\\0' '\\n' < /proc/$$/cmdline | head -1"))
                .isEqualTo("my-app [worker 3]\n");
    }

    @Test
    @DisplayName("DT-09 signals are clean in the child")
    void signalsAreCleanInTheChild() throws Exception {
        assertThat(
                        rig.output(
                                SpawnOptions.DEFAULT,
                                "grep",
                                "-E",
                                "SigBlk|SigIgn",
                                "/proc/self/status"))
                .isEqualTo("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
    }

    @Test
    void childSeesOnlyItsOwnDescriptors() throws Exception {
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(IGNORE, PIPE, IGNORE, IPC),
                        "ls /proc/$$/fd; true");
        assertThat(child.stdout().orElseThrow().readAllBytes())
                .asString()
                .isEqualTo("0\n1\n2\n3\n");
        exit(child);
    }

    @Test
    void detachedChildLeadsItsSessionAndGroup() throws Exception {
        ChildProcess child =
                rig.spawn(
                        SpawnOptions.DEFAULT.withDetached(true),
                        "sh",
                        "-c",
                        "cut -d' ' -f1,5,6 /proc/$$/stat");
        long pid = child.pid();
        assertThat(child.stdout().orElseThrow().readAllBytes())
                .asString()
                .isEqualTo("%d %d %d\n".formatted(pid, pid, pid));
    }

    @Test
    @DisplayName("EV-07 close after the last writer")
    void closeComesAfterTheLastWriterOfTheOutput() throws Exception {
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(PIPE, PIPE, IGNORE),
                        "(exec 2>&-; read line <&3; echo late) 3<&0 & exit 5");
        CompletableFuture<ExitStatus> closed = new CompletableFuture<>();
        child.onClose(closed::complete);
        assertThat(child.stdout().orElseThrow().readAllBytes()).asString().isEqualTo("late\n");
        assertThat(await(closed)).isEqualTo(new ExitStatus.Exited(5));
    }

    @Test
    void closingTheOutputEndsAWaitingRead() throws Exception {
        ChildProcess child =
                rig.spawn(SpawnOptions.DEFAULT.withStdio(IGNORE, PIPE, IGNORE), "sleep", "60");
        CompletableFuture<Integer> read = new CompletableFuture<>();
        CountDownLatch reading = new CountDownLatch(1);
        Thread reader =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    reading.countDown();
                                    try {
                                        read.complete(child.stdout().orElseThrow().read());
                                    } catch (IOException e) {
                                        read.complete(-1);
                                    }
                                });
        reading.await();
        child.stdout().orElseThrow().close();
        assertThat(await(read)).isEqualTo(-1);
        reader.join();
        child.kill(Signal.SIGKILL);
        exit(child);
    }

    @Test
    void scriptWithoutInterpreterLineRunsInTheShell() throws Exception {
        Path script = executable("plain-script", "echo $0 $1\n");
        assertThat(rig.output(SpawnOptions.DEFAULT, script.toString(), "x"))
                .isEqualTo(script + " x\n");
        assertThat(
                        rig.output(
                                SpawnOptions.DEFAULT.withEnv(
                                        environmentWith("PATH", folder.toString())),
                                "plain-script",
                                "y"))
                .isEqualTo(script + " y\n");
    }

    @Test
    void missingInterpreterIsNamed() throws Exception {
        Path script = executable("script", "#!/nowhere/interpreter\n");
        assertThatThrownBy(() -> rig.spawn(IGNORING, script.toString()))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("interpreter")
                .hasMessageContaining(script.toString());
    }

    @Test
    void withoutPathTheDefaultFoldersAreSearched() throws Exception {
        assertThat(rig.output(SpawnOptions.DEFAULT.withEnv(Map.of("A", "1")), "env"))
                .isEqualTo("A=1\n");
    }

    @Test
    void emptyPathMeansTheFolderOfTheChild() throws Exception {
        executable("mycmd", "#!/bin/sh\necho found\n");
        for (String path : List.of("", "/bin::/usr/bin")) {
            assertThat(
                            rig.output(
                                    SpawnOptions.DEFAULT
                                            .withCwd(folder)
                                            .withEnv(Map.of("PATH", path)),
                                    "mycmd"))
                    .isEqualTo("found\n");
        }
    }

    @Test
    void relativeProgramIsFoundFromTheFolderOfTheChild() throws Exception {
        executable("mycmd", "#!/bin/sh\necho found\n");
        assertThat(rig.output(SpawnOptions.DEFAULT.withCwd(folder), "./mycmd"))
                .isEqualTo("found\n");
    }

    @Test
    void programThatMayNotRunIsPassedOverInThePath() throws Exception {
        Path first = Files.createDirectory(folder.resolve("first"));
        Files.writeString(first.resolve("mycmd"), "x");
        executable("mycmd", "#!/bin/sh\necho second\n");
        assertThat(
                        rig.output(
                                SpawnOptions.DEFAULT.withEnv(
                                        environmentWith("PATH", first + ":" + folder)),
                                "mycmd"))
                .isEqualTo("second\n");
        assertThatThrownBy(
                        () ->
                                rig.spawn(
                                        IGNORING.withEnv(environmentWith("PATH", first.toString())),
                                        "mycmd"))
                .isInstanceOfSatisfying(
                        SpawnException.class, e -> assertThat(e.code()).isEqualTo("EACCES"));
    }

    @Test
    @DisplayName("EN-22 path through a file")
    void pathThroughAFileIsNotADirectory() {
        assertThatThrownBy(() -> rig.spawn(IGNORING, "/etc/passwd/x"))
                .isInstanceOfSatisfying(
                        SpawnException.class, e -> assertThat(e.code()).isEqualTo("ENOTDIR"));
    }

    @ParameterizedTest
    @CsvSource({
        "loop, /bin, ELOOP",
        "file, /nonexistent, ENOTDIR",
        "file/below, '', ENOTDIR",
        "missing, /bin/true, ENOENT",
        "., /bin:/etc/passwd, ENOTDIR",
        "., /etc/passwd:/bin, ENOENT"
    })
    void folderCountsBeforeTheLastOfPath(String cwd, String path, String code) throws Exception {
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        Files.createFile(folder.resolve("file"));
        SpawnOptions options =
                IGNORING.withCwd(folder.resolve(cwd)).withEnv(environmentWith("PATH", path));
        assertThatThrownBy(() -> rig.spawn(options, "nonexistent_cmd_x"))
                .isInstanceOfSatisfying(
                        SpawnException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void tooLongAnArgumentIsRefused() {
        assertThatThrownBy(() -> rig.spawn(IGNORING, "true", "x".repeat(200_000)))
                .isInstanceOfSatisfying(
                        SpawnException.class, e -> assertThat(e.code()).isEqualTo("E2BIG"));
    }

    @Test
    void fiveHundredChildrenLeakNothing() throws Exception {
        exit(rig.sh(SpawnOptions.DEFAULT.withDetached(true), "true"));
        long before = Descriptors.open();
        for (int i = 0; i < 500; i++) {
            ChildProcess child =
                    rig.spawn(
                            SpawnOptions.DEFAULT
                                    .withStdio(PIPE, PIPE, IGNORE, IPC)
                                    .withDetached(i % 2 == 0),
                            "true");
            CompletableFuture<ExitStatus> closed = new CompletableFuture<>();
            child.onClose(closed::complete);
            assertThat(child.stdout().orElseThrow().readAllBytes()).isEmpty();
            assertThat(await(closed).isSuccess()).isTrue();
        }
        Descriptors.settle(Descriptors::open, before + 2);
    }

    @Test
    @DisplayName("DT-03 group kill")
    void groupKillReachesGrandchildrenWhoseParentHasEnded() throws Exception {
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(IGNORE, PIPE, IGNORE).withDetached(true),
                        "sleep 60 & echo started");
        assertThat(child.stdout().orElseThrow().readNBytes(8)).asString().isEqualTo("started\n");
        exit(child);
        assertThat(child.kill(Signal.SIGTERM)).isFalse();
        assertThat(child.killGroup(Signal.SIGKILL)).isTrue();
        // The last holder of the pipe has gone, so the group is empty.
        assertThat(child.stdout().orElseThrow().read()).isEqualTo(-1);
        CompletableFuture<ExitStatus> closed = new CompletableFuture<>();
        child.onClose(closed::complete);
        assertThat(await(closed).isSuccess()).isTrue();
    }

    @Test
    void groupKillIsOnlyForDetachedChildren() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "true");
        assertThatThrownBy(() -> child.killGroup(Signal.SIGTERM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("detached");
        exit(child);
    }

    @Test
    void signalToAnEmptyGroupFails() throws Exception {
        ChildProcess child = rig.spawn(IGNORING.withDetached(true), "true");
        exit(child);
        assertThat(child.killGroup(Signal.SIGTERM)).isFalse();
    }

    @Test
    void childrenOfTheJdkKeepTheirExitCodes() throws Exception {
        for (int i = 0; i < 20; i++) {
            Process jdk = new ProcessBuilder("/bin/sh", "-c", "exit 5").start();
            ChildProcess own = rig.sh(IGNORING, "exit 6");
            assertThat(jdk.waitFor()).isEqualTo(5);
            assertThat(exit(own)).isEqualTo(new ExitStatus.Exited(6));
        }
    }

    @Test
    void manyThreadsSpawnAtTheSameTime() throws Exception {
        int threads = 8;
        int each = 25;
        CountDownLatch exits = new CountDownLatch(threads * each);
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int code = t;
            running.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int i = 0; i < each; i++) {
                                            spawnExiting(code, exits);
                                        }
                                    }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        assertThat(exits.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void spawnExiting(int code, CountDownLatch exits) {
        try {
            rig.sh(IGNORING, "exit " + code)
                    .onExit(
                            status -> {
                                if (status.equals(new ExitStatus.Exited(code))) {
                                    exits.countDown();
                                }
                            });
        } catch (SpawnException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void unreadOutputDoesNotKeepTheChildFromClosing() throws Exception {
        ChildProcess child = rig.sh(SpawnOptions.DEFAULT, "echo unread");
        CompletableFuture<ExitStatus> closed = new CompletableFuture<>();
        child.onClose(closed::complete);
        assertThat(await(closed).isSuccess()).isTrue();
        assertThat(child.stdout().orElseThrow().readAllBytes()).asString().isEqualTo("unread\n");
    }

    @Test
    @DisplayName("ST-33 input closed by the child")
    void writingToAChildThatHasClosedItsInputFails() throws Exception {
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(PIPE, PIPE, IGNORE),
                        "exec 0<&-; echo closed; read x <&1");
        assertThat(child.stdout().orElseThrow().readNBytes(7)).asString().isEqualTo("closed\n");
        assertThatThrownBy(() -> child.stdin().orElseThrow().write(new byte[10]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("EPIPE");
        child.kill(Signal.SIGKILL);
        exit(child);
    }
}
