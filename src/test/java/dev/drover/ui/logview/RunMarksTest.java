package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;
import dev.drover.ui.common.ViewLoader;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

class RunMarksTest {

    private static final Instant T0 = Instant.parse("2026-03-02T14:02:11.120Z");
    private static final String ENDED = "■ run 1 ended: exit code 1 after 1 m 40 s";
    private static final String STARTED = "▶ run 2 started 14:02:04, pid 8812: src/api.js changed";

    private final LogWords words = new LogWords(ViewLoader.texts(LogFeed.class), ZoneOffset.UTC);
    private final LogDocument document = new LogDocument(1000, 1 << 20);
    private final RunMarks marks = new RunMarks(new TwoRuns(), words, document);

    /** Knows of two runs, and nothing else. */
    private static final class TwoRuns implements LogSource {
        @Override
        public CompletableFuture<List<RunRecord>> runs(int id) {
            RunRecord first =
                    RunRecord.begun(1, 8811, T0.minusSeconds(200), new Cause.ByUser("the window"))
                            .ended(
                                    RunEnd.of(
                                            T0.minusSeconds(100),
                                            new ExitStatus.Exited(1),
                                            new Cause.OwnExit()));
            RunRecord second =
                    RunRecord.begun(
                            2, 8812, T0.minusSeconds(7), new Cause.FileChanged("src/api.js"));
            return CompletableFuture.completedFuture(List.of(first, second));
        }

        @Override
        public CompletableFuture<LogTail> tail(int id, int maxBytes) {
            return CompletableFuture.completedFuture(new LogTail(List.of(), 0, 0));
        }

        @Override
        public Subscription subscribe(Consumer<ProcessEvent> listener) {
            return () -> {};
        }
    }

    private static LogRow line(int run, long offset, String text) {
        LineTraits traits = new LineTraits(Level.INFO, true, Frame.NONE, null, run);
        AnsiText plain = AnsiText.parse(text, SgrStyle.PLAIN);
        return LogRow.Output.of(0, LogStream.OUT, T0, plain, false, traits)
                .at(new LogRow.Bytes(offset, text.length() + 1));
    }

    private void learn(LogRow... rows) {
        marks.learn(new LogBlock(List.of(rows), Map.of())).join();
    }

    private static List<String> texts(List<LogRow> rows) {
        return rows.stream().map(LogRow::text).toList();
    }

    @Test
    void a_run_that_ended_within_a_block_is_told_of() {
        learn(line(2, 9, "two"));

        List<LogRow> rows = marks.below(List.of(line(1, 5, "one"), line(2, 9, "two")));

        assertThat(texts(rows)).containsExactly("one", ENDED, STARTED, "two");
    }

    @Test
    void a_run_that_ended_between_a_block_and_what_is_below_it_is_told_of() {
        document.append(List.of(line(2, 9, "two")));
        learn(line(2, 9, "two"));

        assertThat(texts(marks.above(List.of(line(1, 5, "one")))))
                .containsExactly("one", ENDED, STARTED);
    }

    @Test
    void what_is_told_already_is_not_told_again() {
        learn(line(2, 9, "two"));
        document.append(marks.below(List.of(line(1, 5, "one"), line(2, 9, "two"))));
        document.append(List.of());

        assertThat(texts(marks.below(List.of(line(2, 13, "three"))))).containsExactly("three");
        assertThat(texts(marks.above(List.of(line(1, 1, "none"))))).containsExactly("none");
    }

    @Test
    void the_first_run_is_told_of_at_the_beginning_of_the_log() {
        learn(line(1, 0, "one"));

        assertThat(texts(marks.above(List.of(line(1, 0, "one")))))
                .containsExactly("▶ run 1 started 13:58:51, pid 8811: asked by the window", "one");
    }

    @Test
    void of_a_run_that_nobody_kept_its_number_is_told() {
        learn(line(7, 9, "seven"));

        assertThat(texts(marks.below(List.of(line(6, 5, "six"), line(7, 9, "seven")))))
                .containsExactly("six", "▶ run 7 started", "seven");
    }
}
