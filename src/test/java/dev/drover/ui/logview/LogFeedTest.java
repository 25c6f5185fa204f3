package dev.drover.ui.logview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.LogChunk;
import dev.drover.domain.LogStream;
import dev.drover.domain.LogTail;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.domain.ProcessStatus;
import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;
import dev.drover.ui.common.ViewLoader;
import dev.drover.ui.snapshot.Processes;
import dev.drover.ui.testing.SampleProcess;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

class LogFeedTest {

    private static final Instant T0 = Processes.STARTED;

    private final ProcessDescription process = Processes.online(0, "api", false);
    private final LogWords words = new LogWords(ViewLoader.texts(LogFeed.class), ZoneOffset.UTC);
    private final LogFeed feed = new LogFeed(process, Map.of(), 1000, words);

    @Test
    void live_chunks_that_the_history_has_are_not_shown_twice() {
        feed.live(written(chunk(LogStream.OUT, "a\n", 0, 1)));
        feed.live(written(chunk(LogStream.OUT, "b\n", 2, 2)));

        feed.history(new LogTail(List.of(chunk(LogStream.OUT, "a\n", 0, 1)), 2, 0));
        feed.live(written(chunk(LogStream.OUT, "c\n", 4, 3)));

        assertThat(rows()).containsExactly("a", "b", "c");
    }

    @Test
    void a_chunk_that_arrives_after_the_history_but_is_in_it_is_left_out() {
        feed.history(
                new LogTail(
                        List.of(
                                chunk(LogStream.OUT, "a\n", 0, 1),
                                chunk(LogStream.OUT, "b\n", 2, 2)),
                        4,
                        0));

        feed.live(written(chunk(LogStream.OUT, "a\n", 0, 1)));
        feed.live(written(chunk(LogStream.OUT, "b\n", 2, 2)));
        feed.live(written(chunk(LogStream.OUT, "c\n", 4, 3)));

        assertThat(rows()).containsExactly("a", "b", "c");
    }

    @Test
    void of_a_chunk_that_the_history_has_half_the_rest_is_taken() {
        feed.history(new LogTail(List.of(chunk(LogStream.OUT, "wä", 0, 1)), 3, 0));

        feed.live(written(chunk(LogStream.OUT, "wären\n", 0, 1)));

        assertThat(rows()).containsExactly("wären");
    }

    @Test
    void the_streams_have_offsets_of_their_own() {
        feed.history(
                new LogTail(
                        List.of(
                                chunk(LogStream.OUT, "long output\n", 0, 1),
                                chunk(LogStream.ERR, "e\n", 0, 2)),
                        12,
                        2));

        feed.live(written(chunk(LogStream.ERR, "f\n", 2, 3)));

        assertThat(rows()).containsExactly("long output", "e", "f");
    }

    @Test
    void the_start_of_a_run_whose_first_lines_the_history_has_is_no_second_run() {
        ProcessDescription launching = Processes.stopped(0, "api");
        LogFeed asked = new LogFeed(launching, Map.of(), 1000, words);
        asked.live(new ProcessEvent.ProcessOnline(process, T0));

        asked.history(
                new LogTail(
                        List.of(new LogChunk(LogStream.OUT, "a\n", 0, 2, 1, T0.plusMillis(9))),
                        2,
                        0));
        asked.live(written(new LogChunk(LogStream.OUT, "b\n", 2, 2, 1, T0.plusMillis(20))));

        assertThat(asked.drain().rows()).extracting(LogRow::text).containsExactly("a", "b");
    }

    @Test
    void an_emptied_file_begins_anew() {
        feed.history(new LogTail(List.of(chunk(LogStream.OUT, "old\n", 0, 1)), 4, 0));
        feed.live(written(chunk(LogStream.OUT, "more\n", 4, 2)));

        feed.live(written(chunk(LogStream.OUT, "new\n", 0, 3)));
        feed.live(written(chunk(LogStream.OUT, "newer\n", 4, 4)));

        assertThat(rows())
                .containsExactly(
                        "old",
                        "more",
                        "✂ the file of the standard output was emptied; it begins again here",
                        "new",
                        "newer");
    }

    @Test
    void a_file_emptied_right_after_the_history_begins_anew_too() {
        feed.history(new LogTail(List.of(chunk(LogStream.OUT, "old\n", 0, 1)), 4, 0));

        feed.live(written(chunk(LogStream.OUT, "n\n", 0, 9)));

        assertThat(rows()).hasSize(3).endsWith("n");
    }

    @Test
    void a_file_of_a_pm2_daemon_that_is_emptied_begins_anew_with_its_first_line() {
        feed.history(
                new LogTail(
                        List.of(new LogChunk(LogStream.OUT, "old\n", 0, 4, 0, Instant.EPOCH)),
                        4,
                        0));
        Instant later = Instant.now().plusSeconds(60);

        feed.live(written(new LogChunk(LogStream.OUT, "n\n", 0, 2, 0, later)));

        assertThat(rows()).hasSize(3).endsWith("n");
    }

    @Test
    void lines_are_put_together_across_chunks() {
        feed.history(new LogTail(List.of(), 0, 0));

        feed.live(written(chunk(LogStream.OUT, "hel", 0, 1)));
        feed.live(written(chunk(LogStream.ERR, "err\n", 0, 2)));
        assertThat(rows()).containsExactly("err", "hel");
        feed.live(written(chunk(LogStream.OUT, "lo\r\nwor", 3, 3)));
        assertThat(rows()).containsExactly("hello", "wor");
        assertThat(rows()).as("an open line that did not grow").isEmpty();
    }

    @Test
    void an_exit_and_a_start_stand_between_the_runs() {
        feed.history(new LogTail(List.of(chunk(LogStream.OUT, "one\n", 0, 1)), 4, 0));

        feed.live(new ProcessEvent.ProcessExited(process, new ExitStatus.Exited(1), T0));
        ProcessDescription again = Processes.startedAt(0, "api", T0.plusSeconds(3), 8812);
        feed.live(new ProcessEvent.ProcessChanged(again, T0.plusSeconds(3)));
        LogChunk next = new LogChunk(LogStream.OUT, "two\n", 4, 4, 2, T0.plusSeconds(3));
        feed.live(new ProcessEvent.OutputWritten(again, next));

        assertThat(rows())
                .containsExactly(
                        "one",
                        "■ run 1 ended: exit code 1 after 0.0 s",
                        "▶ run 2 started 14:02:14, pid 8812",
                        "two");
    }

    @Test
    void runs_of_the_past_stand_between_their_lines_with_cause_and_end() {
        RunRecord first =
                RunRecord.begun(1, 8811, T0.minusSeconds(200), new Cause.ByUser("the window"))
                        .ended(
                                RunEnd.of(
                                        T0.minusSeconds(8),
                                        new ExitStatus.Exited(1),
                                        new Cause.OwnExit()));
        RunRecord second =
                RunRecord.begun(2, 8812, T0.minusSeconds(7), new Cause.FileChanged("src/api.js"));
        LogChunk one = new LogChunk(LogStream.OUT, "one\n", 0, 4, 1, T0.minusSeconds(9));
        LogChunk two = new LogChunk(LogStream.OUT, "two\n", 4, 4, 2, T0.minusSeconds(6));

        feed.history(new LogTail(List.of(one, two), 8, 0), List.of(first, second));

        assertThat(rows())
                .containsExactly(
                        "▶ run 1 started 13:58:51, pid 8811: asked by the window",
                        "one",
                        "■ run 1 ended: exit code 1 after 3 m 12 s",
                        "▶ run 2 started 14:02:04, pid 8812: src/api.js changed",
                        "two");
    }

    @Test
    void an_end_that_the_history_told_is_not_told_again() {
        RunRecord run =
                RunRecord.begun(1, 8811, T0, new Cause.ByUser("the window"))
                        .ended(
                                RunEnd.of(
                                        T0.plusSeconds(2),
                                        new ExitStatus.Exited(1),
                                        new Cause.OwnExit()));
        feed.live(
                new ProcessEvent.ProcessExited(
                        process, new ExitStatus.Exited(1), T0.plusSeconds(2)));

        feed.history(new LogTail(List.of(chunk(LogStream.OUT, "one\n", 0, 1)), 4, 0), List.of(run));

        assertThat(rows()).filteredOn(row -> row.startsWith("■")).hasSize(1);
    }

    @Test
    void output_that_overtakes_the_start_of_its_run_counts_the_run_once() {
        feed.history(new LogTail(List.of(chunk(LogStream.OUT, "one\n", 0, 1)), 4, 0));

        feed.live(new ProcessEvent.ProcessExited(process, new ExitStatus.Exited(1), T0));
        feed.live(written(new LogChunk(LogStream.OUT, "two\n", 4, 4, 2, T0.plusSeconds(3))));
        ProcessDescription again = Processes.startedAt(0, "api", T0.plusSeconds(3), 8812);
        feed.live(new ProcessEvent.ProcessChanged(again, T0.plusSeconds(3)));
        feed.live(new ProcessEvent.ProcessExited(again, new ExitStatus.Exited(1), T0));

        assertThat(rows())
                .containsExactly(
                        "one",
                        "■ run 1 ended: exit code 1 after 0.0 s",
                        "▶ run 2 started 14:02:14",
                        "two",
                        "■ run 2 ended: exit code 1");
    }

    @Test
    void a_new_run_in_the_history_is_marked() {
        feed.history(
                new LogTail(
                        List.of(
                                new LogChunk(LogStream.OUT, "one\n", 0, 4, 1, T0.minusSeconds(9)),
                                new LogChunk(LogStream.OUT, "two\n", 4, 4, 2, T0)),
                        8,
                        0));

        assertThat(rows()).containsExactly("one", "▶ run 2 started 14:02:11, pid 8000", "two");
    }

    @Test
    void cleared_output_does_not_come_back_with_the_history() {
        LogFeed cleared = new LogFeed(process, Map.of(LogStream.OUT, 2L), 1000, words);

        cleared.history(
                new LogTail(
                        List.of(
                                chunk(LogStream.OUT, "a\n", 0, 1),
                                chunk(LogStream.OUT, "b\n", 2, 2)),
                        4,
                        0));

        assertThat(texts(cleared)).containsExactly("b");
    }

    @Test
    void what_was_cleared_is_forgotten_when_the_file_is_shorter_now() {
        LogFeed cleared = new LogFeed(process, Map.of(LogStream.OUT, 500L), 1000, words);

        cleared.history(new LogTail(List.of(chunk(LogStream.OUT, "a\n", 0, 1)), 2, 0));

        assertThat(texts(cleared)).containsExactly("a");
    }

    @Test
    void without_a_history_live_output_is_shown_all_the_same() {
        feed.live(written(chunk(LogStream.OUT, "a\n", 0, 1)));

        feed.withoutHistory();

        assertThat(rows()).containsExactly("a");
    }

    @Test
    void lost_lines_are_a_counted_row() {
        feed.withoutHistory();

        feed.lost(1234);

        assertThat(rows())
                .containsExactly("⋯ 1,234 lines were lost here: more came than could be kept");
    }

    @Test
    void rows_that_nobody_takes_are_bounded_and_counted() {
        feed.withoutHistory();

        feed.live(written(chunk(LogStream.OUT, "x\n".repeat(1500), 0, 1)));

        LogFeed.Batch batch = feed.drain();
        assertThat(batch.rows()).hasSize(1000);
        assertThat(batch.trimmed()).isEqualTo(500);
    }

    @Test
    void a_line_without_end_is_cut() {
        feed.withoutHistory();
        String piece = "x".repeat(LineAssembler.MAX_LINE / 2);

        feed.live(written(chunk(LogStream.OUT, piece, 0, 1)));
        feed.live(written(chunk(LogStream.OUT, piece, piece.length(), 1)));
        feed.live(written(chunk(LogStream.OUT, "y", piece.length() * 2L, 1)));

        assertThat(feed.drain().rows())
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).isEqualTo(LineAssembler.MAX_LINE + 1));
    }

    @Test
    void a_start_that_a_pm2_daemon_tells_is_what_the_end_is_counted_from() {
        feed.history(new LogTail(List.of(), 0, 0));
        Instant start = T0.plusSeconds(10);
        // Its events have no pid, and it numbers no runs.
        ProcessDescription again =
                SampleProcess.named(0, "api").is(ProcessStatus.STOPPED).startedAt(start).build();

        feed.live(new ProcessEvent.ProcessOnline(again, start));
        feed.live(
                new ProcessEvent.ProcessExited(
                        again, new ExitStatus.Exited(1), start.plusSeconds(1)));

        assertThat(rows())
                .containsExactly("▶ started 14:02:21", "■ ended: exit code 1 after 1.0 s");
    }

    @Test
    void several_processes_are_merged_by_time_but_keep_their_own_order() {
        LogRow a1 = row("a1", 1);
        LogRow a2 = row("a2", 5);
        LogRow a3 = row("a3", 2);
        LogRow b1 = row("b1", 3);

        assertThat(LogSession.merge(List.of(List.of(a1, a2, a3), List.of(b1))))
                .containsExactly(a1, b1, a2, a3);
    }

    private static LogRow row(String text, int seconds) {
        AnsiText line = AnsiText.parse(text, SgrStyle.PLAIN);
        return LogRow.Output.of(
                0, LogStream.OUT, T0.plusSeconds(seconds), line, false, LineTraits.PLAIN);
    }

    private ProcessEvent.OutputWritten written(LogChunk chunk) {
        return new ProcessEvent.OutputWritten(process, chunk);
    }

    private static LogChunk chunk(LogStream stream, String text, long offset, int seconds) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return new LogChunk(stream, text, offset, length, 1, T0.plusSeconds(seconds));
    }

    private List<String> rows() {
        return texts(feed);
    }

    private static List<String> texts(LogFeed feed) {
        return feed.drain().rows().stream().map(LogRow::text).toList();
    }
}
