package dev.drover.ui.model;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drover.domain.Metrics;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class ProcessListModelTest {

    private final ProcessListModel model = new ProcessListModel();
    private final FxEventPump pump = new FxEventPump(Runnable::run, model::apply);

    private final ProcessDescription api = SampleProcess.named(0, "api").build();
    private final ProcessDescription worker = SampleProcess.named(1, "worker").build();

    @Test
    void addsARowForAnAddedProcess() {
        pump.accept(new ProcessEvent.ProcessAdded(api, NOW));

        assertThat(model.rows()).extracting(ObservableProcess::id).containsExactly(0);
    }

    @Test
    void changesTheRowInPlace() {
        pump.replaceAll(List.of(api), NOW);
        ObservableProcess row = model.rows().getFirst();
        pump.accept(
                new ProcessEvent.ProcessChanged(
                        SampleProcess.named(0, "api").is(ProcessStatus.ERRORED).build(), NOW));

        assertThat(model.rows()).containsExactly(row);
        assertThat(row.statusProperty().get()).isEqualTo(ProcessStatus.ERRORED);
    }

    @Test
    void removesTheRowOfADeletedProcess() {
        pump.replaceAll(List.of(api, worker), NOW);
        pump.accept(new ProcessEvent.ProcessDeleted(api, NOW));

        assertThat(model.rows()).extracting(ObservableProcess::id).containsExactly(1);
    }

    @Test
    void aNewListKeepsTheRowObjectsOfItsIds() {
        pump.replaceAll(List.of(api, worker), NOW);
        ObservableProcess row = model.row(1).orElseThrow();
        pump.replaceAll(List.of(worker, SampleProcess.named(2, "cron").build()), NOW);

        assertThat(model.rows()).extracting(ObservableProcess::id).containsExactly(1, 2);
        assertThat(model.rows().getFirst()).isSameAs(row);
    }

    @Test
    void cpuIsTheMeanOfTheLastTenSeconds() {
        pump.replaceAll(List.of(api), NOW.minusSeconds(100));
        sample(0, 1000, -80);
        for (int second = 0; second < 10; second++) {
            sample(0, second < 5 ? 10 : 20, second);
        }

        assertThat(model.rows().getFirst().cpuProperty().get()).isEqualTo(15, within(0.001));
    }

    @Test
    void keepsSixtySamplesForTheSparkline() {
        pump.replaceAll(List.of(api), NOW);
        for (int second = 1; second <= 100; second++) {
            sample(0, second, second);
        }

        assertThat(model.rows().getFirst().cpuHistory().samples())
                .hasSize(60)
                .last()
                .extracting(CpuHistory.Sample::percent)
                .isEqualTo(100.0);
    }

    @Test
    void aProcessThatStoppedUsesNothing() {
        pump.replaceAll(List.of(SampleProcess.named(0, "api").uses(50, 1 << 20).build()), NOW);
        ObservableProcess row = model.rows().getFirst();
        assertThat(row.memoryProperty().get()).isEqualTo(1 << 20);

        pump.accept(
                new ProcessEvent.ProcessChanged(
                        SampleProcess.named(0, "api").is(ProcessStatus.STOPPED).build(), NOW));
        sample(0, 10, 1);

        assertThat(row.cpuProperty().get()).isZero();
        assertThat(row.memoryProperty().get()).isZero();
        assertThat(row.cpuHistory().samples()).isEmpty();
    }

    @Test
    void ignoresSamplesOfUnknownProcesses() {
        sample(99, 10, 0);

        assertThat(model.rows()).isEmpty();
    }

    @Test
    void theRevisionGrowsOncePerBatch() {
        long before = model.revisionProperty().get();
        pump.replaceAll(List.of(api, worker), NOW);

        assertThat(model.revisionProperty().get()).isEqualTo(before + 1);
    }

    private void sample(int id, double cpu, int second) {
        pump.accept(
                new ProcessEvent.MetricsSampled(
                        Map.of(id, new Metrics(cpu, 1000)), NOW.plusSeconds(second)));
    }
}
