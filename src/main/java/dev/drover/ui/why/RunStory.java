package dev.drover.ui.why;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunRecord;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The runs of one entry and what can be told from them together.
 *
 * @param runs newest first
 * @param spec what was run
 */
record RunStory(List<RunRecord> runs, ProcessSpec spec) {

    RunStory {
        runs = List.copyOf(runs);
    }

    /** The run that people ask about first: the last one that has ended. */
    Optional<RunRecord> first() {
        return runs.stream()
                .filter(run -> run.end().isPresent())
                .findFirst()
                .or(() -> runs.stream().findFirst());
    }

    Optional<RunRecord> run(int number) {
        return runs.stream().filter(run -> run.run() == number).findFirst();
    }

    /**
     * The last run before {@code run} that ended without a fault. One that was stopped before it
     * could fail in the same way proves nothing.
     */
    Optional<RunRecord> lastGoodBefore(RunRecord run) {
        return runs.stream()
                .filter(other -> other.run() < run.run() && outcome(other).isGood())
                .filter(other -> isDone(other) || outlived(other, run))
                .findFirst();
    }

    private boolean isDone(RunRecord run) {
        return outcome(run) == RunOutcome.FINISHED;
    }

    private static boolean outlived(RunRecord one, RunRecord other) {
        return other.end().isEmpty() || life(one).compareTo(life(other)) > 0;
    }

    RunOutcome outcome(RunRecord run) {
        return RunOutcome.of(run, spec);
    }

    /** The last runs, as many of them as failed in a row; the one that goes on does not count. */
    List<RunRecord> failuresInARow() {
        return runs.stream()
                .filter(run -> run.end().isPresent())
                .takeWhile(run -> outcome(run) == RunOutcome.FAILED)
                .toList();
    }

    /** How long a run lived; it must have ended. */
    static Duration life(RunRecord run) {
        return Duration.between(run.startedAt(), run.end().orElseThrow().at());
    }
}
