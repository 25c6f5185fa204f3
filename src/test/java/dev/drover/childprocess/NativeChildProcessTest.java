package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IGNORING;
import static dev.drover.childprocess.ChildRig.IPC;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.exit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.posix.PosixBackend;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Signal;
import org.junit.jupiter.api.Test;

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
    void exitCode137IsNotASignal() throws Exception {
        assertThat(exit(rig.sh(IGNORING, "exit 137"))).isEqualTo(new ExitStatus.Exited(137));
        assertThat(exit(rig.sh(IGNORING, "kill -9 $$")))
                .isEqualTo(new ExitStatus.Signaled(Signal.SIGKILL, false));
    }

    @Test
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
    void signalsAreCleanInTheChild() throws Exception {
        assertThat(rig.output(SpawnOptions.DEFAULT, "grep", "-E", "SigBlk|SigIgn", "/proc/self/status"))
                .isEqualTo("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
    }

    @Test
    void childSeesOnlyItsOwnDescriptors() throws Exception {
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(IGNORE, PIPE, IGNORE, IPC),
                        "ls /proc/$$/fd; true");
        assertThat(child.stdout().orElseThrow().readAllBytes()).asString().isEqualTo("0\n1\n2\n3\n");
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
}
