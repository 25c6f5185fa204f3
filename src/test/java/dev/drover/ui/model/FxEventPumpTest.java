package dev.drover.ui.model;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

class FxEventPumpTest {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<ModelUpdate> updates = new ArrayList<>();
    private final FxEventPump pump = new FxEventPump(waiting::add, updates::add);

    private final ProcessDescription online = SampleProcess.named(1, "api").build();
    private final ProcessDescription stopped =
            SampleProcess.named(1, "api").is(ProcessStatus.STOPPED).build();

    @Test
    void keepsOneHandOverOutstandingForManyEvents() {
        for (int i = 0; i < 1000; i++) {
            pump.accept(new ProcessEvent.ProcessChanged(online, NOW));
        }

        assertThat(waiting).hasSize(1);
    }

    @Test
    void handsOverAgainAfterTheFirstWasTaken() {
        pump.accept(new ProcessEvent.ProcessChanged(online, NOW));
        waiting.remove().run();
        pump.accept(new ProcessEvent.ProcessChanged(stopped, NOW));

        assertThat(waiting).hasSize(1);
    }

    @Test
    void keepsTheLastStateOfEachProcess() {
        pump.accept(new ProcessEvent.ProcessChanged(online, NOW));
        pump.accept(new ProcessEvent.ProcessChanged(stopped, NOW));
        waiting.remove().run();

        assertThat(updates.getFirst().changed()).containsExactly(stopped);
    }

    @Test
    void keepsTheLastSampleOfEachProcess() {
        pump.accept(sampled(1, 10));
        pump.accept(sampled(2, 20));
        pump.accept(sampled(1, 30));
        waiting.remove().run();

        assertThat(updates.getFirst().samples())
                .containsOnly(Map.entry(1, new Metrics(30, 0)), Map.entry(2, new Metrics(20, 0)));
    }

    @Test
    void aDeletedProcessIsNotAlsoChanged() {
        pump.accept(new ProcessEvent.ProcessChanged(online, NOW));
        pump.accept(new ProcessEvent.ProcessDeleted(online, NOW));
        waiting.remove().run();

        assertThat(updates.getFirst().changed()).isEmpty();
        assertThat(updates.getFirst().deleted()).containsExactly(1);
    }

    @Test
    void outputHandsNothingOver() {
        pump.accept(
                new ProcessEvent.OutputWritten(
                        online, new LogChunk(LogStream.OUT, "hello", 0, 5, 1, NOW)));

        assertThat(waiting).isEmpty();
    }

    @Test
    void eventsWaitWhileTheListIsReadAndFollowIt() {
        pump.hold();
        pump.accept(new ProcessEvent.ProcessChanged(stopped, NOW));
        assertThat(waiting).isEmpty();

        pump.replaceAll(List.of(online), NOW);
        waiting.remove().run();

        assertThat(updates.getFirst().replacement()).contains(List.of(online));
        assertThat(updates.getFirst().changed()).containsExactly(stopped);
    }

    @Test
    void holdingForgetsWhatTheLastConnectionSaid() {
        pump.accept(new ProcessEvent.ProcessChanged(online, NOW));
        pump.hold();
        waiting.remove().run();

        assertThat(updates.getFirst().changed()).isEmpty();
    }

    private static ProcessEvent sampled(int id, double cpu) {
        return new ProcessEvent.MetricsSampled(Map.of(id, new Metrics(cpu, 0)), NOW);
    }
}
