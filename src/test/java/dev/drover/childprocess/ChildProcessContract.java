package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IGNORING;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.environmentWith;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What every backend does. */
@Timeout(180)
abstract class ChildProcessContract {

    @TempDir Path folder;

    final ChildRig rig = new ChildRig(backend());

    abstract Backend backend();

    @Test
    void exitCodeIsReported() throws Exception {
        ChildProcess child = rig.sh(IGNORING, "exit 3");
        assertThat(exit(child)).isEqualTo(new ExitStatus.Exited(3));
        assertThat(child.exitStatus()).contains(new ExitStatus.Exited(3));
    }

    @Test
    void exitListenerThatComesLateIsCalled() throws Exception {
        ChildProcess child = rig.sh(IGNORING, "exit 0");
        exit(child);
        assertThat(exit(child).isSuccess()).isTrue();
    }

    @Test
    void outputIsRead() throws Exception {
        assertThat(rig.output(SpawnOptions.DEFAULT, "echo", "grüße")).isEqualTo("grüße\n");
    }

    @Test
    void inputIsWritten() throws Exception {
        ChildProcess child = rig.spawn(SpawnOptions.DEFAULT.withStdio(PIPE, PIPE, IGNORE), "cat");
        try (OutputStream in = child.stdin().orElseThrow()) {
            in.write("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new String(child.stdout().orElseThrow().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("one\ntwo\n");
        assertThat(exit(child).isSuccess()).isTrue();
    }

    @Test
    void errorOutputIsItsOwnStream() throws Exception {
        ChildProcess child = rig.sh(SpawnOptions.DEFAULT, "echo out; echo err >&2");
        assertThat(child.stdout().orElseThrow().readAllBytes()).asString().isEqualTo("out\n");
        assertThat(child.stderr().orElseThrow().readAllBytes()).asString().isEqualTo("err\n");
    }

    @Test
    void environmentIsExactlyTheGivenOne() throws Exception {
        SpawnOptions options = SpawnOptions.DEFAULT.withEnv(Map.of("K", "é€😀"));
        assertThat(rig.output(options, "/usr/bin/env")).isEqualTo("K=é€😀\n");
    }

    @Test
    void environmentOfTheParentIsTheDefault() throws Exception {
        assertThat(rig.output(SpawnOptions.DEFAULT, "sh", "-c", "echo $PATH"))
                .isEqualTo(System.getenv("PATH") + "\n");
    }

    @Test
    void workingFolderIsTheGivenOne() throws Exception {
        assertThat(rig.output(SpawnOptions.DEFAULT.withCwd(folder), "pwd"))
                .isEqualTo(folder.toRealPath() + "\n");
    }

    @Test
    void missingProgramIsNamed() {
        assertThatThrownBy(() -> rig.spawn(IGNORING.withCwd(folder), "/nowhere/program"))
                .isInstanceOfSatisfying(
                        SpawnException.class, e -> assertThat(e.code()).isEqualTo("ENOENT"))
                .hasMessageContaining("/nowhere/program")
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("the program does not exist");
    }

    @Test
    void missingFolderIsNamed() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> rig.spawn(IGNORING.withCwd(missing), "true"))
                .isInstanceOfSatisfying(
                        SpawnException.class, e -> assertThat(e.code()).isEqualTo("ENOENT"))
                .hasMessageContaining("'true'")
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("the folder does not exist");
    }

    @Test
    void programThatIsNotExecutableIsDenied() throws Exception {
        Path file = Files.writeString(folder.resolve("plain"), "x");
        assertThatThrownBy(() -> rig.spawn(IGNORING, file.toString()))
                .isInstanceOfSatisfying(
                        SpawnException.class, e -> assertThat(e.code()).isEqualTo("EACCES"))
                .hasMessageContaining(file.toString());
    }

    @Test
    void programIsLookedUpInThePathOfTheChild() throws Exception {
        executable("only-here", "#!/bin/sh\necho found\n");
        SpawnOptions options =
                SpawnOptions.DEFAULT.withEnv(
                        environmentWith("PATH", folder + ":" + System.getenv("PATH")));
        assertThat(rig.output(options, "only-here")).isEqualTo("found\n");
        assertThatThrownBy(() -> rig.spawn(IGNORING, "only-here"))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("PATH");
    }

    @Test
    void outputIsAppendedByTheChildItself() throws Exception {
        Path log = Files.writeString(folder.resolve("log"), "before\n");
        Stdio append = new Stdio.AppendTo(log);
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(IGNORE, append, append),
                        "echo out; echo err >&2; echo out");
        exit(child);
        assertThat(log).hasContent("before\nout\nerr\nout\n");
        assertThat(child.stdout()).isEmpty();
    }

    @Test
    void missingFolderOfTheLogFileIsNamed() {
        Path log = folder.resolve("missing/log");
        assertThatThrownBy(
                        () ->
                                rig.spawn(
                                        SpawnOptions.DEFAULT.withStdio(
                                                IGNORE, new Stdio.AppendTo(log), IGNORE),
                                        "true"))
                .isInstanceOfSatisfying(
                        SpawnException.class, e -> assertThat(e.code()).isEqualTo("ENOENT"))
                .hasMessageContaining("the folder of the log file")
                .hasMessageContaining(log.toString());
    }

    @Test
    void missingFilesOfInputAndOutputAreNamed() {
        Path in = folder.resolve("in");
        assertThatThrownBy(() -> rig.spawn(connected(new Stdio.ReadFrom(in), IGNORE), "true"))
                .hasMessageContaining(in.toString());
        Path out = folder.resolve("missing/out");
        assertThatThrownBy(() -> rig.spawn(connected(IGNORE, new Stdio.WriteTo(out)), "true"))
                .hasMessageContaining(out.toString());
    }

    private static SpawnOptions connected(Stdio input, Stdio output) {
        return SpawnOptions.DEFAULT.withStdio(input, output, IGNORE);
    }

    @Test
    void aForeignChannelIsNotAnnouncedToTheChild() throws Exception {
        SpawnOptions options =
                SpawnOptions.DEFAULT.withEnv(environmentWith("NODE_CHANNEL_FD", "3"));
        assertThat(rig.output(options, "sh", "-c", "echo [$NODE_CHANNEL_FD]")).isEqualTo("[]\n");
    }

    @Test
    void newLogFileIsPrivate() throws Exception {
        Path log = folder.resolve("log");
        exit(
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(IGNORE, new Stdio.AppendTo(log), IGNORE),
                        "echo x"));
        assertThat(Files.getPosixFilePermissions(log))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void ignoredDescriptorsAreDevNull() throws Exception {
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(IGNORE, PIPE, IGNORE),
                        "cat; readlink /proc/$$/fd/2");
        assertThat(child.stdout().orElseThrow().readAllBytes()).asString().isEqualTo("/dev/null\n");
    }

    @Test
    void killEndsTheChild() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "sleep", "60");
        assertThat(child.killed()).isFalse();
        assertThat(child.kill(Signal.SIGKILL)).isTrue();
        assertThat(child.killed()).isTrue();
        assertThat(exit(child)).isEqualTo(new ExitStatus.Signaled(Signal.SIGKILL, false));
    }

    @Test
    void killAfterTheExitSendsNothing() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "true");
        exit(child);
        assertThat(child.kill(Signal.SIGTERM)).isFalse();
        assertThat(child.killed()).isFalse();
    }

    @Test
    @DisplayName("KL-09 handled signal")
    void handledSignalReachesTheHandler() throws Exception {
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(IGNORE, PIPE, IGNORE),
                        "trap 'exit 42' HUP; echo ready; while :; do sleep 0.05; done");
        assertThat(child.stdout().orElseThrow().readNBytes(6)).asString().isEqualTo("ready\n");
        assertThat(child.kill(Signal.SIGHUP)).isTrue();
        assertThat(exit(child)).isEqualTo(new ExitStatus.Exited(42));
    }

    @Test
    void everyExitIsReportedOnceEvenOfChildrenThatEndAtOnce() throws Exception {
        int count = 300;
        CountDownLatch exits = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            rig.spawn(IGNORING, "true")
                    .onExit(
                            status -> {
                                assertThat(status.isSuccess()).isTrue();
                                exits.countDown();
                            });
        }
        assertThat(exits.await(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endedChildrenLeaveNoZombiesAndNoDescriptors() throws Exception {
        rig.output(SpawnOptions.DEFAULT, "true");
        Set<Long> pids = new HashSet<>();
        long before = Descriptors.open();
        for (int i = 0; i < 100; i++) {
            ChildProcess child = rig.sh(SpawnOptions.DEFAULT, "echo x");
            pids.add(child.pid());
            child.stdout().orElseThrow().readAllBytes();
            child.stderr().orElseThrow().readAllBytes();
            exit(child);
        }
        Descriptors.settle(Descriptors::open, before + 3);
        // Those of other tests in this program do not count.
        assertThat(backend().descendants(ProcessHandle.current().pid()))
                .noneMatch(process -> pids.contains(process.pid()));
        assertThat(ProcessHandle.current().children())
                .noneMatch(process -> pids.contains(process.pid()));
    }

    @Test
    @DisplayName("EV-03 a failed spawn leaves nothing behind")
    void aFailedSpawnLeavesNothingBehind() throws Exception {
        assertThatThrownBy(() -> rig.spawn(SpawnOptions.DEFAULT, "/nowhere/program"));
        long before = Descriptors.open();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> rig.spawn(SpawnOptions.DEFAULT, "/nowhere/program"));
        }
        Descriptors.settle(Descriptors::open, before + 2);
    }

    @Test
    void anEmptyProgramNameIsRefused() {
        assertThatThrownBy(() -> rig.spawn(IGNORING, ""))
                .isInstanceOfSatisfying(
                        InvalidArgumentException.class,
                        e -> assertThat(e.code()).isEqualTo("ERR_INVALID_ARG_VALUE"));
    }

    @Test
    void nulInTheEnvironmentIsRefusedByName() {
        assertThatThrownBy(() -> rig.spawn(IGNORING.withEnv(Map.of("BAD", "a\0b")), "true"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("BAD");
    }

    @Test
    void commandAndArgumentsCanBeAskedFor() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "true", "a", "b");
        assertThat(child.spawnfile()).isEqualTo("true");
        assertThat(child.spawnargs()).isEqualTo(List.of("true", "a", "b"));
        exit(child);
    }

    @Test
    void closingTheChildTerminatesIt() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "sleep", "60");
        child.close();
        assertThat(exit(child).isSuccess()).isFalse();
        assertThat(child.killed()).isTrue();
    }

    Path executable(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
