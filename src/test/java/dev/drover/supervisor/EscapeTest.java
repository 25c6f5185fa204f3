package dev.drover.supervisor;

import static dev.drover.supervisor.SupervisorRig.ASKED;
import static dev.drover.supervisor.SupervisorRig.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Home;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** Descendants that left their parent, their process group and their session. */
class EscapeTest {

    /** Forks twice, with a session of its own in between, and says its pid. */
    private static final String DAEMON =
            "setsid sh -c '(trap \"\" INT; echo $(exec sh -c \"echo \\$PPID\"); exec sleep 616) &';"
                    + " ";

    @TempDir Path folder;
    SupervisorRig rig;

    @BeforeEach
    void open() {
        rig = new SupervisorRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private long daemonPid() {
        return Long.parseLong(
                rig.awaitOutput(0, LogStream.OUT, text -> text.endsWith("\n")).strip());
    }

    private static boolean runs(long pid) {
        return ChildProcesses.find(pid).map(ProcessRef::isAlive).orElse(false);
    }

    @Test
    void aDaemonisedGrandchildIsGoneAfterStop() {
        rig.start(rig.sh("forker", DAEMON + "exec sleep 617"));
        long daemon = daemonPid();
        assertThat(runs(daemon)).isTrue();
        assertThat(get(rig.supervisor.stop(0, ASKED)).status()).isEqualTo(ProcessStatus.STOPPED);
        assertThat(runs(daemon)).isFalse();
    }

    @Test
    void aDaemonThatOutlivedItsParentIsGoneAfterDelete() {
        rig.start(
                rig.spec(
                        "forker",
                        DAEMON + "exit 0",
                        b -> b.restart(RestartPolicy.DEFAULT.withAutorestart(false))));
        long daemon = daemonPid();
        rig.awaitStatus(0, ProcessStatus.STOPPED);
        assertThat(runs(daemon)).isTrue();
        get(rig.supervisor.delete(0, ASKED));
        assertThat(runs(daemon)).isFalse();
    }

    @Test
    void aDaemonOfAnotherEntryIsLeftAlone() {
        rig.start(rig.sh("forker", DAEMON + "exec sleep 617"));
        long daemon = daemonPid();
        rig.start(rig.sh("other", "exec sleep 618"));
        get(rig.supervisor.stop(1, ASKED));
        assertThat(runs(daemon)).isTrue();
    }

    @Test
    void withoutTreekillDescendantsAreLeftAlone() {
        startWithoutTreekill();
        long daemon = daemonPid();
        get(rig.supervisor.stop(0, ASKED));
        assertThat(runs(daemon)).isTrue();
        ProcessHandle.of(daemon).orElseThrow().destroyForcibly();
    }

    @Test
    void whatAnEntryBeforeItWithTheSameIdHasLeftIsLeftAlone() {
        startWithoutTreekill();
        long daemon = daemonPid();
        get(rig.supervisor.delete(0, ASKED));

        assertThat(rig.start(rig.sh("next", "exec sleep 618")).id()).isZero();
        get(rig.supervisor.delete(0, ASKED));
        assertThat(runs(daemon)).isTrue();
        ProcessHandle.of(daemon).orElseThrow().destroyForcibly();
    }

    private void startWithoutTreekill() {
        rig.start(
                rig.spec(
                        "forker",
                        DAEMON + "exec sleep 617",
                        b ->
                                b.stop(
                                        new StopPolicy(
                                                Signal.SIGINT,
                                                Duration.ofSeconds(2),
                                                false,
                                                false))));
    }

    @Test
    void aTreeThatForksAllTheTimeIsEnded() {
        rig.start(
                rig.spec(
                        "bomb",
                        "export F='trap : INT; i=0; while [ $i -lt 400 ]; do setsid sleep 619 &"
                            + " i=$((i+1)); sleep 0.005; done; exec sleep 620'; setsid sh -c \"$F\""
                            + " & setsid sh -c \"$F\" & wait",
                        b -> b.stop(StopPolicy.DEFAULT)));
        get(rig.supervisor.killTree(0));
        assertThat(ChildProcesses.findTagged("DROVER_ID"))
                .noneMatch(one -> one.tag().startsWith(RunTag.hash(new Home(folder))));
    }
}
