package dev.drover.supervisor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Metrics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class SamplerTest {

    static Stream<Sampler> samplers() {
        return Stream.of(new ProcSampler(), new OshiSampler());
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void knowsTheMemoryOfThisProcess(Sampler sampler) {
        long self = ProcessHandle.current().pid();
        Metrics metrics = sampler.sample(List.of(self)).get(self);
        assertThat(metrics.memoryBytes()).isGreaterThan(10_000_000);
        assertThat(metrics.cpuPercent()).isGreaterThan(0);
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void seesABusyProcess(Sampler sampler) throws IOException {
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            sampler.sample(List.of(busy.pid()));
            long until = System.nanoTime() + 700_000_000L;
            // On a busy machine it takes a while until it had its turn.
            while (System.nanoTime() < until || cpuTime(busy).toMillis() < 200) {
                Thread.onSpinWait();
            }
            assertThat(sampler.sample(List.of(busy.pid())).get(busy.pid()).cpuPercent())
                    .isBetween(0.5, 130.0);
        } finally {
            busy.destroyForcibly();
        }
    }

    private static Duration cpuTime(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Test
    void countsDescendantsAlsoWhenTheirParentIsGone() throws Exception {
        // The orphan says itself that it is up: before it has begun it has no memory.
        String orphan = "sh -c 'echo up; while :; do sleep 60; done'";
        Process root =
                new ProcessBuilder("setsid", "sh", "-c", "(" + orphan + " &) ; read line").start();
        try {
            assertThat(root.inputReader().readLine()).isEqualTo("up");
            Metrics metrics = new ProcSampler().sampleTrees(List.of(root.pid())).get(root.pid());
            assertThat(metrics.tree().orElseThrow().memoryBytes())
                    .isGreaterThan(metrics.memoryBytes() + 100_000);
        } finally {
            end(root);
        }
    }

    @Test
    void aProcessAloneIsItsTree() throws IOException {
        Process alone = new ProcessBuilder("sleep", "60").start();
        try {
            Metrics metrics = new ProcSampler().sampleTrees(List.of(alone.pid())).get(alone.pid());
            assertThat(metrics.tree()).contains(metrics.own());
        } finally {
            alone.destroyForcibly();
        }
    }

    /** The orphan as well: it has kept the session. */
    private static void end(Process root) throws Exception {
        Process kill = new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + root.pid()).start();
        assertThat(kill.waitFor()).isZero();
        root.waitFor();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void leavesOutWhatDoesNotRun(Sampler sampler) throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertThat(sampler.sample(List.of(ended.pid()))).isEqualTo(Map.of());
    }
}
