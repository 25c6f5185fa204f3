package dev.drover.ui.logview;

import dev.drover.domain.RunRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says in lines that were loaded from the files where a run ended and the next one began, and why,
 * as it is said of lines that come. FX thread only, but for {@link #learn}.
 */
final class RunMarks {

    private final LogSource source;
    private final LogWords words;
    private final LogDocument document;
    private final Map<Integer, RunStory> stories = new ConcurrentHashMap<>();

    /** The youngest run of each process that somebody was asked about. */
    private final Map<Integer, Integer> asked = new ConcurrentHashMap<>();

    /** What is said already. */
    private record Said(int source, LogRow.Kind kind, int run) {}

    RunMarks(LogSource source, LogWords words, LogDocument document) {
        this.source = source;
        this.words = words;
        this.document = document;
    }

    /** Asks about the runs in a block that are not known yet; any thread, and never fails. */
    CompletableFuture<LogBlock> learn(LogBlock block) {
        CompletableFuture<LogBlock> all = CompletableFuture.completedFuture(block);
        for (Map.Entry<Integer, Integer> last : lastRuns(block.rows()).entrySet()) {
            int id = last.getKey();
            if (asked.getOrDefault(id, 0) < last.getValue()) {
                asked.put(id, last.getValue());
                all =
                        all.thenCombine(
                                source.runs(id).exceptionally(_ -> List.of()),
                                (same, runs) -> {
                                    stories.put(id, story(id, runs));
                                    return same;
                                });
            }
        }
        return all;
    }

    private RunStory story(int id, List<RunRecord> runs) {
        RunStory story = new RunStory(id, words);
        story.know(runs);
        return story;
    }

    private static Map<Integer, Integer> lastRuns(List<LogRow> rows) {
        Map<Integer, Integer> last = new HashMap<>();
        rows.forEach(row -> last.merge(row.source(), row.run(), Math::max));
        return last;
    }

    /** Rows that come after all others. */
    List<LogRow> below(List<LogRow> rows) {
        Map<Integer, Integer> runs = new HashMap<>();
        Set<Said> said = new HashSet<>();
        for (LogEntry entry : document.entries()) {
            note(entry.row(), runs, said);
        }
        return told(rows, runs, said);
    }

    private static void note(LogRow row, Map<Integer, Integer> runs, Set<Said> said) {
        if (row instanceof LogRow.Boundary(int id, LogRow.Kind kind, _, _, int run)) {
            said.add(new Said(id, kind, run));
        } else if (row.run() > 0) {
            runs.merge(row.source(), row.run(), Math::max);
        }
    }

    /** Rows that come before all others. */
    List<LogRow> above(List<LogRow> rows) {
        List<LogRow> told = told(rows, Map.of(), Set.of());
        Map<Integer, Integer> before = lastRuns(rows);
        Map<Integer, LogRow> first = new HashMap<>();
        Set<Said> said = new HashSet<>();
        for (LogEntry entry : document.entries()) {
            LogRow row = entry.row();
            if (row instanceof LogRow.Boundary) {
                note(row, Map.of(), said);
            } else if (row.run() > 0) {
                first.putIfAbsent(row.source(), row);
            }
        }
        before.forEach(
                (id, run) -> {
                    LogRow next = first.get(id);
                    if (run > 0 && next != null && next.run() > run) {
                        told.addAll(between(run, next, said));
                    }
                });
        return told;
    }

    private List<LogRow> told(List<LogRow> rows, Map<Integer, Integer> before, Set<Said> said) {
        Map<Integer, Integer> runs = new HashMap<>(before);
        List<LogRow> told = new ArrayList<>(rows.size());
        for (LogRow row : rows) {
            if (row instanceof LogRow.Output output && row.run() > 0) {
                boolean atItsStart = output.bytes().offset() == 0;
                int last = runs.getOrDefault(row.source(), atItsStart ? row.run() - 1 : row.run());
                if (row.run() > last) {
                    told.addAll(between(last, row, said));
                }
                runs.merge(row.source(), row.run(), Math::max);
            }
            told.add(row);
        }
        return told;
    }

    /** What happened from a run to the one that wrote a row, as far as it is not said. */
    private List<LogRow> between(int run, LogRow next, Set<Said> said) {
        RunStory story = stories.get(next.source());
        List<LogRow> rows = new ArrayList<>();
        if (story != null && story.knows(next.run())) {
            rows.addAll(story.between(run, next.run()));
        } else {
            rows.add(started(next));
        }
        rows.removeIf(
                row ->
                        row instanceof LogRow.Boundary(int id, LogRow.Kind kind, _, _, int number)
                                && said.contains(new Said(id, kind, number)));
        return rows;
    }

    /** Of a run that nobody kept only its number is known. */
    private LogRow started(LogRow next) {
        String text =
                words.started(next.run(), Instant.EPOCH, OptionalLong.empty(), Optional.empty());
        return new LogRow.Boundary(
                next.source(), LogRow.Kind.RUN_STARTED, next.at(), text, next.run());
    }
}
