package dev.drover.supervisor;

import static dev.drover.supervisor.SupervisorRig.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.RestartPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

class MetricsTest {

    @TempDir Path folder;

    @Test
    void aListCarriesASampleOfEachLiveProcess() {
        try (SupervisorRig rig = new SupervisorRig(folder)) {
            startAndAwaitIt(rig);
            assertThat(get(rig.supervisor.list()).getFirst().metrics().memoryBytes())
                    .isGreaterThan(100_000);
        }
    }

    @Test
    void samplesArePublishedWhileSomebodyAsks() throws Exception {
        try (SupervisorRig rig = new SupervisorRig(folder)) {
            startAndAwaitIt(rig);
            try (AutoCloseable _ = rig.supervisor.sampleMetrics()) {
                ProcessEvent.MetricsSampled sampled =
                        rig.await(
                                ProcessEvent.MetricsSampled.class, s -> s.samples().containsKey(0));
                assertThat(sampled.samples().get(0).memoryBytes()).isGreaterThan(100_000);
            }
        }
    }

    @Test
    void aProcessOverItsMemoryLimitIsRestarted() {
        try (SupervisorRig rig = new SupervisorRig(folder)) {
            RestartPolicy policy =
                    new RestartPolicy(
                            true,
                            Duration.ofSeconds(1),
                            16,
                            Duration.ZERO,
                            Optional.empty(),
                            Set.of(),
                            Optional.of(1024L));
            rig.start(rig.spec("hungry", "exec sleep 600", b -> b.restart(policy)));
            ProcessEvent.ProcessChanged changed =
                    rig.await(
                            ProcessEvent.ProcessChanged.class,
                            e ->
                                    e.process().restarts() == 1
                                            && e.process().pid().isPresent()
                                            && e.process().startCause().orElseThrow()
                                                    instanceof Cause.MemoryLimit);
            assertThat(changed.process().startCause()).get().isInstanceOf(Cause.MemoryLimit.class);
        }
    }

    /** In the moment of an exec a process has no resident memory yet. */
    private static void startAndAwaitIt(SupervisorRig rig) {
        rig.start(rig.sh("tick", "echo up; read line"));
        rig.awaitOutput(0, LogStream.OUT, text -> text.contains("up"));
    }
}
