package dev.drover.childprocess;

import static dev.drover.childprocess.ChildRig.IGNORE;
import static dev.drover.childprocess.ChildRig.IGNORING;
import static dev.drover.childprocess.ChildRig.PIPE;
import static dev.drover.childprocess.ChildRig.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Signal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Processes found by pid. */
@Timeout(180)
abstract class ProcessRefContract {

    final ChildRig rig = new ChildRig(backend());

    abstract Backend backend();

    @Test
    void runningProcessIsFoundAndSignalled() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "sleep", "60");
        ProcessRef ref = backend().find(child.pid()).orElseThrow();
        assertThat(ref.pid()).isEqualTo(child.pid());
        assertThat(ref.isAlive()).isTrue();
        assertThat(ref.signal(Signal.SIGHUP)).isTrue();
        exit(child);
        assertThat(ref.isAlive()).isFalse();
        assertThat(ref.signal(Signal.SIGHUP)).isFalse();
        assertThat(backend().find(child.pid())).isEmpty();
    }

    @Test
    void descendantsComeDeepestFirst() throws Exception {
        ChildProcess child =
                rig.sh(
                        SpawnOptions.DEFAULT.withStdio(PIPE, PIPE, IGNORE),
                        "sh -c 'echo $$; sh -c \"echo \\$\\$; read x\"; true'; true");
        String[] pids = new String(readLines(child, 2), StandardCharsets.UTF_8).split("\n");
        assertThat(backend().descendants(child.pid()).stream().map(ProcessRef::pid))
                .isEqualTo(List.of(Long.parseLong(pids[1]), Long.parseLong(pids[0])));
        child.stdin().orElseThrow().close();
        exit(child);
        assertThat(backend().descendants(child.pid())).isEmpty();
    }

    @Test
    void startNamesOneLifeOfAPid() throws Exception {
        ChildProcess child = rig.spawn(IGNORING, "sleep", "60");
        String start = backend().find(child.pid()).orElseThrow().start();
        assertThat(start).isNotEmpty();
        assertThat(backend().find(child.pid()).orElseThrow().start()).isEqualTo(start);
        assertThat(backend().find(ProcessHandle.current().pid()).orElseThrow().start())
                .isNotEqualTo(start);
        child.kill(Signal.SIGKILL);
        exit(child);
    }

    private static byte[] readLines(ChildProcess child, int lines) throws Exception {
        java.io.ByteArrayOutputStream read = new java.io.ByteArrayOutputStream();
        for (int left = lines; left > 0; ) {
            int b = child.stdout().orElseThrow().read();
            read.write(b);
            left -= b == '\n' ? 1 : 0;
        }
        return read.toByteArray();
    }
}
