package dev.drover.ui.processtable;

import static dev.drover.ui.testing.SampleProcess.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessStatus;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.Test;

import java.util.List;

class RowOrderTest {

    private final ProcessListModel model = new ProcessListModel();

    @Test
    void troubleComesFirstThenNameThenId() {
        model.replaceAll(
                List.of(
                        SampleProcess.named(0, "zoo").build(),
                        SampleProcess.named(1, "off").is(ProcessStatus.STOPPED).build(),
                        SampleProcess.named(2, "Bar").build(),
                        SampleProcess.named(3, "zoo").build(),
                        SampleProcess.named(4, "bad").is(ProcessStatus.ERRORED).build(),
                        SampleProcess.named(5, "late").is(ProcessStatus.WAITING_RESTART).build()),
                NOW);

        assertThat(model.rows().stream().sorted(RowOrder.of(null)))
                .extracting(ObservableProcess::id)
                .containsExactly(4, 5, 2, 0, 3, 1);
    }

    @Test
    void numbersInNamesCountAsNumbers() {
        model.replaceAll(
                List.of(
                        SampleProcess.named(0, "worker-10").build(),
                        SampleProcess.named(1, "Worker-2").build(),
                        SampleProcess.named(2, "worker-1").build()),
                NOW);

        assertThat(model.rows().stream().sorted(RowOrder.of(null)))
                .extracting(ObservableProcess::id)
                .containsExactly(2, 1, 0);
    }

    @Test
    void aCrashLoopStaysOnTopBetweenItsCrashes() {
        Cause crash = new Cause.Crash(new ExitStatus.Exited(3));
        model.replaceAll(
                List.of(
                        SampleProcess.named(0, "api").build(),
                        SampleProcess.named(1, "loop").startedBy(crash).startedAt(NOW).build(),
                        SampleProcess.named(2, "well")
                                .startedBy(crash)
                                .startedAt(NOW.minusSeconds(90))
                                .build()),
                NOW);

        assertThat(model.rows().stream().sorted(RowOrder.of(null)))
                .extracting(ObservableProcess::id)
                .containsExactly(1, 0, 2);
    }

    @Test
    void knowsWhetherRowsAreInOrder() {
        model.replaceAll(
                List.of(SampleProcess.named(0, "a").build(), SampleProcess.named(1, "b").build()),
                NOW);

        assertThat(RowOrder.isOrdered(model.rows(), RowOrder.TROUBLE_FIRST)).isTrue();
        assertThat(RowOrder.isOrdered(model.rows().reversed(), RowOrder.TROUBLE_FIRST)).isFalse();
    }
}
