package dev.drover.ui.logview;

import dev.drover.domain.RunRecord;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The past runs of one process as rows between the lines of their output. */
final class RunStory {

    private final int source;
    private final LogWords words;
    private final NavigableMap<Integer, RunRecord> runs = new TreeMap<>();

    RunStory(int source, LogWords words) {
        this.source = source;
        this.words = words;
    }

    void know(List<RunRecord> records) {
        records.forEach(record -> runs.put(record.run(), record));
    }

    boolean knows(int run) {
        return runs.containsKey(run);
    }

    /** The last run; 0 when none is known. */
    int last() {
        return runs.isEmpty() ? 0 : runs.lastKey();
    }

    /** To the millisecond, as events have it; the epoch when the run is not known. */
    Instant startOf(int run) {
        RunRecord record = runs.get(run);
        return record == null ? Instant.EPOCH : millis(record.startedAt());
    }

    boolean hasEnded(int run) {
        RunRecord record = runs.get(run);
        return record != null && record.end().isPresent();
    }

    static Instant millis(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * What happened from the middle of the run {@code from} to the beginning of {@code to}.
     *
     * @param from 0: nothing was under way
     */
    List<LogRow> between(int from, int to) {
        List<LogRow> rows = new ArrayList<>();
        for (RunRecord record : runs.subMap(from, true, to, true).values()) {
            if (record.run() > from) {
                rows.add(started(record));
            }
            if (record.run() < to) {
                addEnd(record, rows);
            }
        }
        return rows;
    }

    /** The end of a run, when it has ended. */
    List<LogRow> end(int run) {
        List<LogRow> rows = new ArrayList<>();
        RunRecord record = runs.get(run);
        if (record != null) {
            addEnd(record, rows);
        }
        return rows;
    }

    private LogRow started(RunRecord record) {
        String text = words.started(record);
        return new LogRow.Boundary(
                source, LogRow.Kind.RUN_STARTED, record.startedAt(), text, record.run());
    }

    private void addEnd(RunRecord record, List<LogRow> rows) {
        record.end()
                .ifPresent(
                        end ->
                                rows.add(
                                        new LogRow.Boundary(
                                                source,
                                                LogRow.Kind.RUN_ENDED,
                                                end.at(),
                                                words.ended(record, end),
                                                record.run())));
    }
}
