package dev.drover.ui.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.client.RequestException;
import dev.drover.domain.ProcessDescription;
import dev.drover.testing.WindowTest;
import dev.drover.ui.common.Notices;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Many processes at a command's hands; the test answers for the supervisor. */
@ExtendWith(WindowTest.class)
class BatchUITest implements Notices {

    private final List<CompletableFuture<Void>> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();
    private boolean cancellable;
    private boolean over;
    private Runnable cancel = () -> {};
    private FxRobot robot;

    @BeforeEach
    void keep(FxRobot given) {
        robot = given;
    }

    @Test
    void whatMostlyWaitsIsAskedForTogether() {
        run(ProcessAction.STOP, 130);
        assertThat(asked).hasSize(128);
        assertThat(cancellable).isTrue();

        answer(0, 128);
        assertThat(asked).hasSize(130);
    }

    @Test
    void isDoneAFewAtATimeAndSaysHowFarItIs() {
        run(ProcessAction.START, 10);
        assertThat(asked).hasSize(8);
        assertThat(progress.getLast()).isEqualTo("Starting processes: 0 of 10 done");
        assertThat(cancellable).isTrue();

        answer(0, 2);
        assertThat(asked).hasSize(10);
        assertThat(progress.getLast()).isEqualTo("Starting processes: 2 of 10 done");
        assertThat(cancellable).isFalse();

        answer(2, 10);
        assertThat(over).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void cancelledItBeginsNoMoreAndSaysWhatWasNotDone() {
        run(ProcessAction.START, 15);
        answer(0, 1);
        robot.interact(cancel);
        assertThat(progress.getLast())
                .isEqualTo("Cancelling: 8 that had begun are still under way");
        assertThat(cancellable).isFalse();
        robot.interact(() -> asked.get(1).completeExceptionally(new RequestException("gone.")));
        answer(2, 9);

        assertThat(asked).hasSize(9);
        assertThat(over).isTrue();
        assertThat(told)
                .containsExactly(
                        "Cannot start p1: gone.",
                        "Cancelled: 8 of 15 done. Not begun: p9, p10, p11, p12, p13 (and 1 more).");
    }

    @Test
    void oneProcessShowsInItsRowHowFarItIs() {
        run(ProcessAction.STOP, 1);

        assertThat(progress).isEmpty();
    }

    @Test
    void aCommandForOneProcessAloneNeedsNoWordsForManyOfThem() {
        run(ProcessAction.RUN_ACTION, 1);
        assertThat(asked).hasSize(1);
        answer(0, 1);

        assertThat(told).isEmpty();
    }

    private void run(ProcessAction action, int count) {
        List<ProcessDescription> targets =
                IntStream.range(0, count)
                        .mapToObj(id -> SampleProcess.named(id, "p" + id).build())
                        .toList();
        robot.interact(
                () ->
                        new Batch<>(action, targets, ProcessDescription::name, this::ask, this)
                                .run());
    }

    private CompletableFuture<Void> ask(ProcessDescription target) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    }

    private void answer(int from, int to) {
        robot.interact(() -> List.copyOf(asked).subList(from, to).forEach(a -> a.complete(null)));
    }

    @Override
    public void info(String sentence) {
        told.add(sentence);
    }

    @Override
    public void error(String sentence) {
        told.add(sentence);
    }

    @Override
    public Working working(String sentence, Runnable canceller) {
        cancel = canceller;
        progress.add(sentence);
        return new Working() {
            @Override
            public void done() {
                over = true;
            }

            @Override
            public void update(String now, boolean canStill) {
                progress.add(now);
                cancellable = canStill;
            }
        };
    }
}
