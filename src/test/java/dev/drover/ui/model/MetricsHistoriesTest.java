package dev.drover.ui.model;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class MetricsHistoriesTest {

    private static final Instant STARTED = NOW.minusSeconds(192);

    private final ProcessListModel model = new ProcessListModel();
    private final FxEventPump pump = new FxEventPump(Runnable::run, model::apply);
    private final ProcessDescription api = SampleProcess.named(0, "api").build();

    private List<MetricsMark> marks() {
        return model.histories().of(0).orElseThrow().marks(Instant.EPOCH, NOW.plusSeconds(1000));
    }

    private double[] cpu(int id) {
        return model.histories()
                .of(id)
                .orElseThrow()
                .series(Instant.EPOCH, NOW.plusSeconds(1000), Duration.ofMinutes(5), false)
                .cpu();
    }

    private void sample(double cpu, Instant at) {
        pump.accept(new ProcessEvent.MetricsSampled(Map.of(0, new Metrics(cpu, 1 << 20)), at));
    }

    private void change(SampleProcess changed, Instant at) {
        pump.accept(new ProcessEvent.ProcessChanged(changed.build(), at));
    }

    @Test
    void samplesOfTheEventsAreKept() {
        pump.replaceAll(List.of(api), NOW);
        sample(10, NOW.plusSeconds(1));
        sample(20, NOW.plusSeconds(2));

        assertThat(cpu(0)).containsExactly(0, 10, 20);
    }

    @Test
    void theStartOfARunThatIsSeenTwiceIsMarkedOnce() {
        pump.replaceAll(List.of(api), NOW);
        change(SampleProcess.named(0, "api"), NOW.plusSeconds(1));

        assertThat(marks()).containsExactly(new MetricsMark(STARTED, MetricsMark.Kind.STARTED));
    }

    @Test
    void aCrashAndTheRestartAfterItAreMarkedAlsoWhenTheyArriveAsOne() {
        pump.replaceAll(
                List.of(SampleProcess.named(0, "api").is(ProcessStatus.STOPPED).build()), NOW);
        change(SampleProcess.named(0, "api"), NOW);
        ExitStatus crash = new ExitStatus.Exited(1);
        change(
                SampleProcess.named(0, "api")
                        .is(ProcessStatus.WAITING_RESTART)
                        .ended(crash)
                        .endedBy(new Cause.OwnExit()),
                NOW.plusSeconds(5));
        change(
                SampleProcess.named(0, "api")
                        .ended(crash)
                        .startedBy(new Cause.Crash(crash))
                        .startedAt(NOW.plusSeconds(7))
                        .restarted(1, 1),
                NOW.plusSeconds(7));

        assertThat(marks())
                .containsExactly(
                        new MetricsMark(STARTED, MetricsMark.Kind.STARTED),
                        new MetricsMark(NOW.plusSeconds(5), MetricsMark.Kind.FAILED),
                        new MetricsMark(NOW.plusSeconds(7), MetricsMark.Kind.RESTARTED));
    }

    @Test
    void aStopThatWasAskedForIsNoFailure() {
        pump.replaceAll(List.of(api), NOW);
        change(
                SampleProcess.named(0, "api")
                        .is(ProcessStatus.STOPPED)
                        .ended(new ExitStatus.Exited(130))
                        .endedBy(new Cause.ByUser("the window")),
                NOW.plusSeconds(5));

        assertThat(marks()).endsWith(new MetricsMark(NOW.plusSeconds(5), MetricsMark.Kind.ENDED));
    }

    @Test
    void whileNothingRunsNothingIsMeasured() {
        pump.replaceAll(
                List.of(SampleProcess.named(0, "api").is(ProcessStatus.STOPPED).build()), NOW);
        sample(10, NOW.plusSeconds(1));

        assertThat(cpu(0)).isEmpty();
    }

    @Test
    void aDeletedProcessTakesItsHistoryAlong() {
        pump.replaceAll(List.of(api), NOW);
        pump.accept(new ProcessEvent.ProcessDeleted(api, NOW));

        assertThat(model.histories().of(0)).isEmpty();
        assertThat(model.histories().all()).isEmpty();
    }

    @Test
    void anotherProcessOfTheSameIdBeginsAnew() {
        pump.replaceAll(List.of(api), NOW);
        sample(10, NOW.plusSeconds(1));
        pump.replaceAll(List.of(SampleProcess.named(0, "other").build()), NOW.plusSeconds(2));

        assertThat(cpu(0)).containsExactly(0);
    }

    @Test
    void whatWasSavedGoesToItsProcessOnlyWhicheverComesFirst() {
        MetricsHistory saved = new MetricsHistory();
        saved.add(NOW.minusSeconds(60), new Metrics(33, 1 << 20));
        MetricsHistory foreign = new MetricsHistory();
        foreign.add(NOW.minusSeconds(60), new Metrics(66, 1 << 20));
        pump.replaceAll(List.of(api), NOW);

        model.histories()
                .restore(
                        Map.of(
                                MetricsKey.of(api),
                                saved,
                                new MetricsKey(1, "gone", "unique-1"),
                                foreign));
        pump.replaceAll(List.of(api, SampleProcess.named(1, "worker").build()), NOW.plusSeconds(1));

        assertThat(cpu(0)).containsExactly(33, 0, 0);
        assertThat(cpu(1)).containsExactly(0);
        assertThat(model.histories().all()).hasSize(3);
    }
}
