package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IGNORING;
import static dev.drover.childprocess.ChildRig.IPC;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.childprocess.portable.PortableBackend;
import dev.drover.domain.ExitStatus;

import org.junit.jupiter.api.Test;

/** Where the portable backend is honest about what it cannot do. */
final class PortableChildProcessTest extends ChildProcessContract {

    private static final Backend BACKEND = new PortableBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }

    @Test
    void itCanBeChosenByName() {
        assertThat(ChildProcesses.choose("portable")).isInstanceOf(PortableBackend.class);
        assertThatThrownBy(() -> ChildProcesses.choose("foo"))
                .hasMessageContaining("foo")
                .hasMessageContaining("native")
                .hasMessageContaining("portable");
    }

    @Test
    void exitCodeThatMayBeASignalIsUnknown() throws Exception {
        assertThat(exit(rig.sh(IGNORING, "exit 137"))).isInstanceOf(ExitStatus.Unknown.class);
        assertThat(exit(rig.sh(IGNORING, "kill -9 $$"))).isInstanceOf(ExitStatus.Unknown.class);
        assertThat(exit(rig.sh(IGNORING, "exit 200"))).isEqualTo(new ExitStatus.Exited(200));
    }

    @Test
    void otherNameForTheChildIsRefused() {
        assertThatThrownBy(() -> rig.spawn(IGNORING.withArgv0("x"), "true"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("SP-40");
    }

    @Test
    void programThatIgnoresTheChannelLeavesNothingBehind() throws Exception {
        ChildProcess child =
                rig.spawn(SpawnOptions.DEFAULT.withStdio(IGNORE, IGNORE, IGNORE, IPC), "true");
        exit(child);
        java.util.concurrent.CompletableFuture<ExitStatus> closed =
                new java.util.concurrent.CompletableFuture<>();
        child.onClose(closed::complete);
        assertThat(ChildRig.await(closed).isSuccess()).isTrue();
        assertThat(child.connected()).isFalse();
    }
}
